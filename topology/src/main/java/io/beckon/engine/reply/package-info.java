/**
 * What shoppers write back: what it is about, in the policy's words, and whether it ends what is
 * being said to them. May use the shopper's consent words and the contract; knows no flow, no clock
 * and no log.
 */
@NullMarked
package io.beckon.engine.reply;

import org.jspecify.annotations.NullMarked;
