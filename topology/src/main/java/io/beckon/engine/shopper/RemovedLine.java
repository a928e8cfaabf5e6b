package io.beckon.engine.shopper;

import io.beckon.contract.Item;

/**
 * A line that was taken out of the cart: an older one of another id of the shopper must not bring
 * it back.
 *
 * @param line hash of its product and variant, see {@link #line}
 * @param at append time of the removal, epoch milliseconds
 */
public record RemovedLine(long line, long at) {

  /** How many are remembered; the oldest is forgotten first. */
  public static final int MAX = 30;

  /** What tells a line of a cart from others: product and variant, as a hash. */
  public static long line(Item item) {
    String variant = item.getVariantId();
    return RecentIds.hash(
        variant == null ? item.getProductId() : item.getProductId() + '\n' + variant);
  }
}
