/**
 * Links that restore a cart: what they carry, how they are signed, and how a shop checks them.
 * Depends on nothing of Beckon, so that a shop can use it alone.
 */
@NullMarked
package io.beckon.links;

import org.jspecify.annotations.NullMarked;
