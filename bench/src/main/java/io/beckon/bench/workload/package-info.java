/**
 * Histories of a shop to measure with: made from a seed, event by event, never held in memory; and
 * what must be called abandoned in them, reckoned without the engine.
 */
@NullMarked
package io.beckon.bench.workload;

import org.jspecify.annotations.NullMarked;
