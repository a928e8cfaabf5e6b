/**
 * Checks the promise from outside: what the shop knows about its purchases against what came out.
 * Knows positions in the log and nothing of how decisions are made.
 */
@NullMarked
package io.beckon.demo.proof;

import org.jspecify.annotations.NullMarked;
