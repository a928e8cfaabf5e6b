package io.beckon.bench.flink;

import io.beckon.bench.scenario.SiteActivity;
import java.time.Duration;

/**
 * The state of a shopper who has something to abandon. Times are append times, epoch milliseconds.
 * Public, as Flink's serializer for records demands.
 *
 * @param lastActivity of the last site activity
 * @param pieces in the cart; at least one
 * @param checkout was the checkout begun?
 * @param timerAt when the timer that counts is set to fire
 */
public record OpenCart(long lastActivity, int pieces, boolean checkout, long timerAt) {

  static final long SETTLE = Duration.ofSeconds(30).toMillis();
  private static final long CART_IDLE = Duration.ofHours(1).toMillis() + SETTLE;
  private static final long CHECKOUT_IDLE = Duration.ofMinutes(30).toMillis() + SETTLE;

  static OpenCart by(SiteActivity activity, long at, int pieces) {
    return new OpenCart(at, pieces, activity == SiteActivity.CHECKOUT, Long.MAX_VALUE);
  }

  OpenCart with(SiteActivity activity, long at, int piecesNow) {
    return new OpenCart(at, piecesNow, checkout || activity == SiteActivity.CHECKOUT, timerAt);
  }

  OpenCart withTimerAt(long time) {
    return new OpenCart(lastActivity, pieces, checkout, time);
  }

  /** When it is abandoned, unless something happens before. */
  long dueAt() {
    return dueAt(lastActivity, checkout);
  }

  static long dueAt(long lastActivity, boolean checkout) {
    return lastActivity + (checkout ? CHECKOUT_IDLE : CART_IDLE);
  }
}
