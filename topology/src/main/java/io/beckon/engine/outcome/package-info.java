/** What measurement is told: facts, with what is known of the message or order that they are of. */
@NullMarked
package io.beckon.engine.outcome;

import org.jspecify.annotations.NullMarked;
