/** A separate application over {@code outcomes}: attribution, recovery, uplift, reports. */
@NullMarked
package io.beckon.measurement;

import org.jspecify.annotations.NullMarked;
