package io.beckon.engine.shopper;

import io.beckon.contract.Channel;

/**
 * A channel that must not be used for this shopper any more.
 *
 * @param reason UNSUBSCRIBED, HARD_BOUNCE, COMPLAINT or STOP
 * @param at since when, epoch milliseconds
 * @param ofAddress the contact of the shopper's address told it; it goes with the address
 */
public record Suppression(Channel channel, String reason, long at, boolean ofAddress) {

  /** One that the shopper caused. */
  public Suppression(Channel channel, String reason, long at) {
    this(channel, reason, at, false);
  }

  /** The same, as a contact tells it. */
  public Suppression asOfAddress() {
    return new Suppression(channel, reason, at, true);
  }
}
