package io.beckon.engine.shopper;

import org.jspecify.annotations.Nullable;

/**
 * A product that the shopper put on a wish list, or asked to be told about.
 *
 * @param variantId null: any
 * @param at append time of the latest such event, epoch milliseconds
 */
public record Wish(String productId, @Nullable String variantId, long at) {

  /** How many are kept; the oldest is forgotten first. */
  public static final int MOST = 50;

  /** How long a wish is kept: 90 days, in milliseconds. */
  public static final long MAX_AGE_MS = 90L * 24 * 60 * 60 * 1000;
}
