/**
 * The abandonment job as the Kafka Streams DSL offers it: session windows, {@code suppress} and a
 * join with orders.
 */
@NullMarked
package io.beckon.bench.scenario.dsl;

import org.jspecify.annotations.NullMarked;
