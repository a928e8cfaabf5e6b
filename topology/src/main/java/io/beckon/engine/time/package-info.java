/**
 * Log time in one partition: which timer fires before which record, and when a decided send may
 * leave. Takes the time from its caller, never from a clock.
 */
@NullMarked
package io.beckon.engine.time;

import org.jspecify.annotations.NullMarked;
