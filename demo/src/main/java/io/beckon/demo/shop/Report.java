package io.beckon.demo.shop;

import io.beckon.contract.ShopperEvent;

/**
 * An event as the shop reports it.
 *
 * @param at when it reaches the log, simulated epoch milliseconds
 * @param repeat does it tell something that was told before: a redelivery, or an order that another
 *     source has reported?
 */
public record Report(long at, ShopperEvent event, boolean repeat) {}
