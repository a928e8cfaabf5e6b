/**
 * Who is told of a change of a product: who looked at it, has it in the cart or asked for it. An
 * index by product finds them, so that nobody walks over all shoppers; what they did themselves
 * decides.
 */
@NullMarked
package io.beckon.engine.interest;

import org.jspecify.annotations.NullMarked;
