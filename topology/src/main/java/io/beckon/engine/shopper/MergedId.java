package io.beckon.engine.shopper;

/**
 * An earlier id that was handed over to a shopper.
 *
 * @param handOver hash of the id of the hand-over: the same one again is no news
 */
public record MergedId(String id, long handOver) {}
