/**
 * Pure decisions: a shopper, an input and the rules in, a changed shopper and effects out. No
 * Kafka, no clock, no I/O, no randomness; a build-time check keeps them out.
 */
@NullMarked
package io.beckon.engine;

import org.jspecify.annotations.NullMarked;
