package io.beckon.engine.shopper;

import io.beckon.contract.Item;

/**
 * A line of the cart.
 *
 * @param item what, and how many (always at least one)
 * @param addedAt append time of the first addition, epoch milliseconds
 * @param changedAt append time of the latest change, epoch milliseconds
 */
public record CartLine(Item item, long addedAt, long changedAt) {}
