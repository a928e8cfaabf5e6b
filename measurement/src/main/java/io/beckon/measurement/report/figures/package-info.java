/**
 * From outcomes to the figures of a report: what each shopper did and heard is told as a {@link
 * io.beckon.measurement.report.figures.Story}, counted by flow, step, channel, segment, category
 * and day, and put into sections.
 */
@NullMarked
package io.beckon.measurement.report.figures;

import org.jspecify.annotations.NullMarked;
