package io.beckon.engine.shopper;

import io.beckon.contract.Purpose;

/**
 * That a shopper joined an audience, so that advertisements are shown to them.
 *
 * @param purpose that of the flow
 * @param at logical time of the join, epoch milliseconds
 */
public record ShownAd(String audience, String flow, Purpose purpose, long at) {}
