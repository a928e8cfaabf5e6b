/**
 * A report as one HTML page that needs nothing else: no scripts, no fonts, no network. Charts are
 * SVG with widths in percent, so that they fit a telephone and their text keeps its size.
 */
@NullMarked
package io.beckon.measurement.report.html;

import org.jspecify.annotations.NullMarked;
