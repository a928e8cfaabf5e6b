/**
 * Codes that the shop made itself and offers give out, each once. May use the contract only; where
 * they are kept is the shell's business.
 */
@NullMarked
package io.beckon.engine.code;

import org.jspecify.annotations.NullMarked;
