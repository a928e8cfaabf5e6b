package io.beckon.engine.policy;

import io.beckon.engine.policy.Policy.Rate;

/**
 * Lets messages of a channel go at a rate, with bursts up to a limit: over any interval of {@code
 * t} seconds at most {@code burst + perSecond * t}.
 *
 * <p>It starts with one token at its first use, so that restarts add up to no burst. A clock that
 * is put back stops it and takes nothing away. What was earned is computed from one fixed moment
 * and one count, never summed up, so that no rounding adds up over the years. Holds no clock; not
 * for several threads.
 */
public final class TokenBucket {

  private static final double MS_PER_SECOND = 1000;

  private final Rate rate;
  private boolean used;

  /** Since {@link #anchor}, when it held {@link #held} tokens, so many were taken. */
  private long taken;

  private long anchor;
  private double held;
  private long latest;

  /**
   * A bucket that was never used.
   *
   * @throws IllegalArgumentException if the rate would never let a message go, or lets all go
   */
  public TokenBucket(Rate rate) {
    if (!(rate.perSecond() > 0) || Double.isInfinite(rate.perSecond())) {
      throw new IllegalArgumentException(
          "Rate perSecond is " + rate.perSecond() + "; give a number greater than 0");
    }
    if (!(rate.burst() >= 1) || Double.isInfinite(rate.burst())) {
      throw new IllegalArgumentException(
          "Rate burst is " + rate.burst() + "; give a number of at least 1");
    }
    this.rate = rate;
  }

  /** Takes a token if there is one. */
  public boolean tryTake(long nowMs) {
    if (!used) {
      used = true;
      latest = nowMs;
      startOver(1);
    }
    latest = Math.max(latest, nowMs);
    if (earned(latest) >= rate.burst()) {
      startOver(rate.burst());
    }
    if (earned(latest) < 1) {
      return false;
    }
    taken++;
    return true;
  }

  /** Gives a token back that was taken and not used; it never holds more than the burst. */
  public void giveBack() {
    taken--;
  }

  /** The first moment, from {@code now} on, at which a token can be taken; epoch milliseconds. */
  public long nextAt(long now) {
    if (!used || earned(Math.max(latest, now)) >= 1) {
      return now;
    }
    double wait = Math.ceil((1 - held + taken) / rate.perSecond() * MS_PER_SECOND);
    if (wait >= Long.MAX_VALUE - Math.max(anchor, 0)) {
      return Long.MAX_VALUE;
    }
    long next = anchor + (long) wait;
    while (earned(next) < 1) {
      next++;
    }
    while (next > now && earned(next - 1) >= 1) {
      next--;
    }
    return next;
  }

  private void startOver(double tokens) {
    anchor = latest;
    held = tokens;
    taken = 0;
  }

  private double earned(long at) {
    return held + (at - anchor) * rate.perSecond() / MS_PER_SECOND - taken;
  }
}
