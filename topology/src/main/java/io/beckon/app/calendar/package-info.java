/**
 * The calendar of all flows: when each message comes after its trigger, which flows can meet in one
 * shopper, and how much there is of each. Made from the flows; uses {@code app.flowdocs} for words.
 */
@NullMarked
package io.beckon.app.calendar;

import org.jspecify.annotations.NullMarked;
