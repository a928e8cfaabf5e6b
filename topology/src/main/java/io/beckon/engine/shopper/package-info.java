/**
 * The shopper and everything that is remembered of one: values only, no rules about what to send.
 * May use the contract's classes and nothing else.
 */
@NullMarked
package io.beckon.engine.shopper;

import org.jspecify.annotations.NullMarked;
