/**
 * What an instance tells Prometheus, beside the counters of its tasks; docs/metrics.md lists it.
 */
@NullMarked
package io.beckon.app.metrics;

import org.jspecify.annotations.NullMarked;
