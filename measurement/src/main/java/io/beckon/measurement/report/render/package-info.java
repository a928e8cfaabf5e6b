/** Reports as text: for terminals, as CSV and as JSON. */
@NullMarked
package io.beckon.measurement.report.render;

import org.jspecify.annotations.NullMarked;
