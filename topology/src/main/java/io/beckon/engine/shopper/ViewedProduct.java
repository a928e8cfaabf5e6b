package io.beckon.engine.shopper;

import io.beckon.contract.Item;

/**
 * A product that the shopper looked at.
 *
 * @param item the product as it was viewed last
 * @param at append time of the latest view, epoch milliseconds
 * @param views how often it was viewed
 */
public record ViewedProduct(Item item, long at, int views) {}
