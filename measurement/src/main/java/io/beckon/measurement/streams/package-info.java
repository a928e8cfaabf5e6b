/** The measurement application's Kafka Streams shell: joins, ledgers of shoppers, sums by day. */
@NullMarked
package io.beckon.measurement.streams;

import org.jspecify.annotations.NullMarked;
