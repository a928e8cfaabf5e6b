/**
 * Single fields from foreign sources: ids, money, times, texts, and why one is refused. Pure; may
 * be used by every reader of foreign input. What it refuses, it names by field, never by value.
 */
@NullMarked
package io.beckon.app.input.field;

import org.jspecify.annotations.NullMarked;
