/** Walks sample shoppers through flows, over the engine that runs live. */
@NullMarked
package io.beckon.app.trial;

import org.jspecify.annotations.NullMarked;
