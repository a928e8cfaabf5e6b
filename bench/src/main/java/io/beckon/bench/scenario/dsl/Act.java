package io.beckon.bench.scenario.dsl;

import io.beckon.bench.scenario.CartChange;
import io.beckon.bench.scenario.SiteActivity;

/**
 * Something a shopper did.
 *
 * @param at append time, epoch milliseconds
 */
record Act(SiteActivity activity, CartChange change, long at) {}
