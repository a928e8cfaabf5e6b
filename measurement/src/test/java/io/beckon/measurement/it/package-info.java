/** The measurement application and its reports against a real broker. */
@NullMarked
package io.beckon.measurement.it;

import org.jspecify.annotations.NullMarked;
