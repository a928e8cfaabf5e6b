package io.beckon.engine.policy;

import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.shopper.Suppression;

/**
 * A message that answers a shopper's own HELP or STOP on the channel that it came through. The law
 * lets it pass what the STOP itself forbids, and nothing else: 47 CFR 64.1200(a)(12) allows one
 * text that confirms a revocation, within five minutes; carriers ask that HELP is answered even
 * after STOP (CTIA, Messaging Principles and Best Practices).
 *
 * @param askedAt append time of what the shopper wrote, epoch milliseconds
 */
public record Answer(To to, long askedAt) {

  private static final long CONFIRMED_WITHIN = 5 * 60_000;

  /** What is answered. */
  public enum To {
    /** Who writes, and how does one get out? */
    HELP,
    /** No more messages. */
    STOP
  }

  /** Does it go though the channel is suppressed so? A STOP is confirmed by itself, and once. */
  boolean passes(Suppression suppression, long at) {
    boolean willed =
        suppression.reason().equals(Suppressions.STOP)
            || suppression.reason().equals(Suppressions.UNSUBSCRIBED);
    return willed
        && (to == To.HELP || (suppression.at() == askedAt && at - askedAt <= CONFIRMED_WITHIN));
  }
}
