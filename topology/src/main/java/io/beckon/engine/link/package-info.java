/** Links in messages. Uses the public format of cart-restore links. */
@NullMarked
package io.beckon.engine.link;

import org.jspecify.annotations.NullMarked;
