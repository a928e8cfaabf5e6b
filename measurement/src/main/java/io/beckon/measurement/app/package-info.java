/** Commands: {@code beckon measure}, over topics or over the output of a replay. */
@NullMarked
package io.beckon.measurement.app;

import org.jspecify.annotations.NullMarked;
