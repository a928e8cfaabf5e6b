/**
 * What can be said of an arm against its control, and of what a shopper will be worth: intervals,
 * sample sizes, the rule by which a variant wins or is stopped, and lifetime value. Plain numbers
 * in, plain numbers out; no Kafka, no clock, no chance.
 *
 * <p>Distributions, special functions and the optimiser are <a
 * href="https://hipparchus.org">Hipparchus</a>'; methods and sources are in docs/experiments.md.
 */
@NullMarked
package io.beckon.measurement.stats;

import org.jspecify.annotations.NullMarked;
