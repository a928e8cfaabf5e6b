/** Keeps events from becoming costlier unnoticed: counts against a budget, never times. */
@NullMarked
package io.beckon.bench.guard;

import org.jspecify.annotations.NullMarked;
