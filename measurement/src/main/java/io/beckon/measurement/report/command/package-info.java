/** {@code beckon report}: reads outcomes from a folder or from Kafka, and writes the report. */
@NullMarked
package io.beckon.measurement.report.command;

import org.jspecify.annotations.NullMarked;
