/**
 * What followed from what, and what that comes to: pure, without Kafka and without a clock. The
 * same code counts over the output of a replay and inside of the measurement application.
 */
@NullMarked
package io.beckon.measurement.core;

import org.jspecify.annotations.NullMarked;
