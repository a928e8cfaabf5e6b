package io.beckon.bench.workload;

import java.util.Locale;

/** What a history is like. */
public enum Shape {
  /** The usual mix: 80 % views, 12 % cart, 3 % checkout, 5 % orders; 5,000 sessions at a time. */
  CART("views, carts, checkouts, orders; 5,000 sessions at a time"),
  /** 97 % views; nine events of ten are from shoppers active in the last hour. */
  BROWSE("97 % views, few carts"),
  /** A sale: one shopper, a bot, is a tenth of the log, and all look at the same 50 products. */
  FLASH("one hot shopper, 50 products, orders in bursts"),
  /** Everybody leaves a cart within minutes; then all timers are due at one record. */
  TIMERS("all carts left within minutes, all timers due at once"),
  /** Each event is from a shopper who was not seen since all others were. */
  COLD("each event from a shopper who is not in memory");

  private final String summary;

  Shape(String summary) {
    this.summary = summary;
  }

  /** As it is named on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is like, in half a line. */
  public String summary() {
    return summary;
  }
}
