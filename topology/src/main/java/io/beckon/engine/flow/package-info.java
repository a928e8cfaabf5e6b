/**
 * Flows: what they are, how they are read from YAML and validated, and the interpreter that takes a
 * shopper's run from step to step. May use the shopper, policy and the condition language; knows no
 * clock and no log.
 */
@NullMarked
package io.beckon.engine.flow;

import org.jspecify.annotations.NullMarked;
