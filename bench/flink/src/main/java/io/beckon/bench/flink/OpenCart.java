package io.beckon.bench.flink;

import io.beckon.bench.scenario.SiteActivity;
import java.time.Duration;

/**
 * The state of a shopper who has something to abandon. Times are append times, epoch milliseconds.
 * Public, as Flink's serializer for records demands.
 *
 * @param lastActivity of the last site activity
 * @param checkout was the checkout begun?
 * @param timerAt when the timer that counts is set to fire
 */
public record OpenCart(long lastActivity, boolean checkout, long timerAt) {

  static final long SETTLE = Duration.ofSeconds(30).toMillis();
  private static final long CART_IDLE = Duration.ofHours(1).toMillis() + SETTLE;
  private static final long CHECKOUT_IDLE = Duration.ofMinutes(30).toMillis() + SETTLE;

  static OpenCart by(SiteActivity activity, long at) {
    return new OpenCart(at, activity == SiteActivity.CHECKOUT, Long.MAX_VALUE);
  }

  OpenCart with(SiteActivity activity, long at) {
    return new OpenCart(at, checkout || activity == SiteActivity.CHECKOUT, timerAt);
  }

  OpenCart withTimerAt(long time) {
    return new OpenCart(lastActivity, checkout, time);
  }

  /** When it is abandoned, unless something happens before. */
  long dueAt() {
    return lastActivity + (checkout ? CHECKOUT_IDLE : CART_IDLE);
  }
}
