package io.beckon.engine.shopper;

import org.jspecify.annotations.Nullable;

/**
 * When a shopper last entered a flow.
 *
 * @param at logical time of the entry, epoch milliseconds
 * @param key the entry's key (cart id, order id), for flows with one run per key
 */
public record FlowEntry(String flow, long at, @Nullable String key) {}
