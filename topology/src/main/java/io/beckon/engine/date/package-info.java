/**
 * Dates that matter to a shopper: birthdays, dates in attributes, times since something happened.
 * When they come next, on the shopper's clock. Uses what is known of the shopper.
 */
@NullMarked
package io.beckon.engine.date;

import org.jspecify.annotations.NullMarked;
