package io.beckon.engine.shopper;

/**
 * A run of site activity. It ends when no more came for the browse idle time and settle; one whose
 * end is no trigger may still be here when it is over, until the next activity.
 *
 * @param startedAt append time of its first activity, epoch milliseconds
 * @param viewed a product was viewed in it since the shopper's last order or trigger
 * @param cartActivity there was cart activity in it since the shopper's last order or trigger
 * @param views products viewed in it since the last order or trigger; joined to the browse history
 *     then, or when the visit ends, so that a view writes one small record only
 */
public record Visit(long startedAt, boolean viewed, boolean cartActivity, BrowseHistory views) {

  /** A visit that begins. */
  public static Visit startingAt(long appendTime) {
    return new Visit(appendTime, false, false, BrowseHistory.EMPTY);
  }

  /** Is its end an abandoned browse: something was viewed, and nothing done with the cart? */
  public boolean isBrowse() {
    return viewed && !cartActivity;
  }

  /** The same visit after a product view. */
  public Visit withView(BrowseHistory viewsNow) {
    return new Visit(startedAt, true, cartActivity, viewsNow);
  }

  /** The same visit with other views. */
  public Visit viewing(BrowseHistory viewsNow) {
    return new Visit(startedAt, viewed, cartActivity, viewsNow);
  }

  /** The same visit after cart activity. */
  public Visit withCartActivity() {
    return cartActivity ? this : new Visit(startedAt, viewed, true, views);
  }

  /** The same visit after an order or a trigger: what was before it no longer counts. */
  public Visit reset() {
    return viewed || cartActivity ? startingAt(startedAt) : this;
  }
}
