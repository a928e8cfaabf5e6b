/**
 * What a report says: sections of figures, each with its numerator and denominator, its formula and
 * how sure it is. Plain data, without Kafka and without any way to show it; {@code render} and
 * {@code html} show it.
 */
@NullMarked
package io.beckon.measurement.report;

import org.jspecify.annotations.NullMarked;
