/**
 * Recorded events from files, merged by time: Segment calls as NDJSON, and tables in the REES46
 * layout. Streaming and bounded; a bad line is an entry of its own and never stops a run.
 */
@NullMarked
package io.beckon.app.input;

import org.jspecify.annotations.NullMarked;
