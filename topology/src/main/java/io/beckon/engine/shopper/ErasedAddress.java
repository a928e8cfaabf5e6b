package io.beckon.engine.shopper;

import io.beckon.contract.Channel;

/**
 * An address that was erased, and that must not be written to if it comes back. Nobody can read it
 * out of this.
 *
 * @param channel the channel that must not be used
 * @param reason why, as in a {@link Suppression}
 * @param salt what the hash was made with; another one in each erasure
 * @param hash salted hash of the address in its one way of writing
 * @param at when it was erased, epoch milliseconds
 */
public record ErasedAddress(Channel channel, String reason, String salt, String hash, long at) {}
