package io.beckon.engine.abandonment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When something counts as abandoned. All times in milliseconds.
 *
 * @param cartIdle idle time until an open cart is abandoned
 * @param checkoutIdle idle time until a begun checkout is abandoned
 * @param browseIdle idle time until a visit is over and a browse is abandoned
 * @param settle allowance for events that reach the log a little late; added to every due time
 * @param cartTtl a cart without cart activity for this long is dropped
 * @param overrides other idle times for considered purchases; of those that fit, the longest time
 *     of each kind is used
 */
public record AbandonmentSettings(
    long cartIdle,
    long checkoutIdle,
    long browseIdle,
    long settle,
    long cartTtl,
    List<IdleOverride> overrides) {

  private static final long MINUTE = 60_000L;

  /** One hour, half an hour, four hours; settle 30 s; carts are kept 30 days. */
  public static final AbandonmentSettings DEFAULT =
      new AbandonmentSettings(
          60 * MINUTE, 30 * MINUTE, 240 * MINUTE, MINUTE / 2, 30 * 24 * 60 * MINUTE, List.of());

  public AbandonmentSettings {
    overrides = List.copyOf(overrides);
    if (cartIdle <= 0 || checkoutIdle <= 0 || browseIdle <= 0 || settle < 0 || cartTtl <= 0) {
      throw new IllegalArgumentException(
          "idle times and cart TTL are positive, settle not negative");
    }
  }

  /**
   * Other idle times for some purchases; a null time leaves the general one.
   *
   * @param category holds for products of this category or below it; null: for all
   * @param minValue holds for carts worth at least this, in minor units; null: for all
   * @param currency ISO-4217 code of minValue; carts in another one do not match; null: any
   */
  public record IdleOverride(
      @Nullable String category,
      @Nullable Long minValue,
      @Nullable String currency,
      @Nullable Long cartIdle,
      @Nullable Long checkoutIdle,
      @Nullable Long browseIdle) {}
}
