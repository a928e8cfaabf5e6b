/** The commands that people type; one class each. A command reads options, calls, and prints. */
@NullMarked
package io.beckon.app.commands;

import org.jspecify.annotations.NullMarked;
