/**
 * An independent model of abandonment, written from the rules alone, with the histories and
 * examples to hold against it. Knows the contract's classes and nothing of the engine: whoever
 * claims to notice abandonment subclasses {@link io.beckon.model.AbandonmentContract}.
 */
@NullMarked
package io.beckon.model;

import org.jspecify.annotations.NullMarked;
