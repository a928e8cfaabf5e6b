/** What a replay leaves behind: its output files, its summary, its progress on the screen. */
@NullMarked
package io.beckon.app.replay;

import org.jspecify.annotations.NullMarked;
