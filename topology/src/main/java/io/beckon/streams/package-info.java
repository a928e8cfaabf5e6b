/**
 * The Kafka Streams shell around the engine: it reads, loads, stores, keeps the time and writes.
 * Decides nothing.
 */
@NullMarked
package io.beckon.streams;

import org.jspecify.annotations.NullMarked;
