package io.beckon.model;

import java.time.Duration;

/**
 * The times that abandonment depends on, all in milliseconds.
 *
 * @param cartIdle idle time of a cart
 * @param checkoutIdle idle time of a checkout
 * @param browseIdle idle time of a visit
 * @param settle how long after its due time a trigger is decided
 * @param cartTtl how long a cart is kept without cart activity
 */
public record AbandonmentSettingsLike(
    long cartIdle, long checkoutIdle, long browseIdle, long settle, long cartTtl) {

  /** What a shop gets that sets nothing: 1 h, 30 min, 4 h, 30 s, 30 d. */
  public static final AbandonmentSettingsLike DEFAULTS =
      of(
          Duration.ofHours(1),
          Duration.ofMinutes(30),
          Duration.ofHours(4),
          Duration.ofSeconds(30),
          Duration.ofDays(30));

  /** The same from durations, in the order of the components. */
  public static AbandonmentSettingsLike of(
      Duration cartIdle,
      Duration checkoutIdle,
      Duration browseIdle,
      Duration settle,
      Duration cartTtl) {
    return new AbandonmentSettingsLike(
        cartIdle.toMillis(),
        checkoutIdle.toMillis(),
        browseIdle.toMillis(),
        settle.toMillis(),
        cartTtl.toMillis());
  }
}
