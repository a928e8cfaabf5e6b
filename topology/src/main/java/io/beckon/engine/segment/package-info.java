/** Segments of shoppers: what they are, and who is in which. Uses what is known of the shopper. */
@NullMarked
package io.beckon.engine.segment;

import org.jspecify.annotations.NullMarked;
