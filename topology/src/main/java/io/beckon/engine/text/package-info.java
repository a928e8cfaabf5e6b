/** How long a text is on its channel, and in which language it is said. */
@NullMarked
package io.beckon.engine.text;

import org.jspecify.annotations.NullMarked;
