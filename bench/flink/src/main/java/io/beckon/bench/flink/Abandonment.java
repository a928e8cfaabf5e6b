package io.beckon.bench.flink;

/**
 * A cart or checkout was abandoned. Public, as Flink's serializer for records demands.
 *
 * @param shopper the shopper's id
 * @param idleSince append time of the last site activity, epoch milliseconds
 * @param checkout the checkout, not only the cart?
 */
public record Abandonment(String shopper, long idleSince, boolean checkout) {}
