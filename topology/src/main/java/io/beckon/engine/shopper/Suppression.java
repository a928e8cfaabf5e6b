package io.beckon.engine.shopper;

import io.beckon.contract.Channel;

/**
 * A channel that must not be used for this shopper any more.
 *
 * @param reason UNSUBSCRIBED, HARD_BOUNCE, COMPLAINT or STOP
 * @param at since when, epoch milliseconds
 */
public record Suppression(Channel channel, String reason, long at) {}
