/**
 * The application: its configuration, topics, command line, and what runs it. Knows the engine and
 * the streams shell; nothing knows it.
 */
@NullMarked
package io.beckon.app;

import org.jspecify.annotations.NullMarked;
