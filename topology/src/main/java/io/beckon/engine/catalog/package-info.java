/**
 * What the shop sells, as decisions see it: whether a product may be shown to a shopper now, and at
 * which price. May use the contract only; where the products come from is the shell's business.
 */
@NullMarked
package io.beckon.engine.catalog;

import org.jspecify.annotations.NullMarked;
