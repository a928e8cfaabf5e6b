/**
 * When is a cart, a checkout or a browse abandoned: this room and no other. May use the shopper and
 * the contract.
 */
@NullMarked
package io.beckon.engine.abandonment;

import org.jspecify.annotations.NullMarked;
