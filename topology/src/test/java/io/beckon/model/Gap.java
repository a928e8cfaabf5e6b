package io.beckon.model;

import java.time.Duration;

/**
 * Pauses that decide something, or nearly. The plain ones come first, so that samples shrink to
 * them.
 */
enum Gap {
  NONE,
  ONE_MS,
  SECONDS,
  MINUTES,
  QUARTER,
  HOURS,
  DAY,
  WEEK,
  CHECKOUT_DUE,
  CHECKOUT_ALMOST_DECIDED,
  CHECKOUT_DECIDED,
  CHECKOUT_JUST_DECIDED,
  CART_DUE,
  CART_ALMOST_DECIDED,
  CART_DECIDED,
  CART_JUST_DECIDED,
  BROWSE_DUE,
  BROWSE_ALMOST_DECIDED,
  BROWSE_DECIDED,
  BROWSE_JUST_DECIDED,
  TTL_UNTIL_CART_DUE,
  TTL_ALMOST,
  TTL,
  TTL_JUST;

  long millis(AbandonmentSettingsLike settings) {
    long settle = settings.settle();
    return switch (this) {
      case NONE -> 0;
      case ONE_MS -> 1;
      case SECONDS -> Duration.ofSeconds(7).toMillis();
      case MINUTES -> Duration.ofMinutes(4).toMillis();
      case QUARTER -> Duration.ofMinutes(15).toMillis();
      case HOURS -> Duration.ofHours(5).toMillis();
      case DAY -> Duration.ofDays(1).toMillis();
      case WEEK -> Duration.ofDays(7).toMillis();
      case CHECKOUT_DUE -> settings.checkoutIdle();
      case CHECKOUT_ALMOST_DECIDED -> settings.checkoutIdle() + settle - 1;
      case CHECKOUT_DECIDED -> settings.checkoutIdle() + settle;
      case CHECKOUT_JUST_DECIDED -> settings.checkoutIdle() + settle + 1;
      case CART_DUE -> settings.cartIdle();
      case CART_ALMOST_DECIDED -> settings.cartIdle() + settle - 1;
      case CART_DECIDED -> settings.cartIdle() + settle;
      case CART_JUST_DECIDED -> settings.cartIdle() + settle + 1;
      case BROWSE_DUE -> settings.browseIdle();
      case BROWSE_ALMOST_DECIDED -> settings.browseIdle() + settle - 1;
      case BROWSE_DECIDED -> settings.browseIdle() + settle;
      case BROWSE_JUST_DECIDED -> settings.browseIdle() + settle + 1;
      case TTL_UNTIL_CART_DUE -> Math.max(0, settings.cartTtl() - settings.cartIdle());
      case TTL_ALMOST -> settings.cartTtl() - 1;
      case TTL -> settings.cartTtl();
      case TTL_JUST -> settings.cartTtl() + 1;
    };
  }
}
