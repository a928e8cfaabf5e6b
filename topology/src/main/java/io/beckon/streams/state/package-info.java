/**
 * How a task keeps its shoppers: named, changelogged stores, one per part, and in front of them a
 * cache of the shoppers at work, written back once per commit. May use the shopper's values, the
 * stored records and Kafka Streams; decides nothing.
 */
@NullMarked
package io.beckon.streams.state;

import org.jspecify.annotations.NullMarked;
