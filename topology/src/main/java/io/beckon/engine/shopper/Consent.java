package io.beckon.engine.shopper;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * A consent as it stands.
 *
 * @param source where it was said, null when the source did not tell
 * @param at when it was said, epoch milliseconds
 */
public record Consent(
    Channel channel, Purpose purpose, ConsentState state, @Nullable String source, long at) {}
