package io.beckon.engine.shopper;

/**
 * When a variation of a message was sent last.
 *
 * @param variation its hash, see {@link SentMessage#variation}
 * @param at time of the latest release, epoch milliseconds
 */
public record LastSent(long variation, long at) {}
