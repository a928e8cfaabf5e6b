/**
 * Measuring: a broker in a process of its own, the scenarios one after the other, round by round,
 * and what the machine did meanwhile. Everything that is started here is ended here.
 */
@NullMarked
package io.beckon.bench.run;

import org.jspecify.annotations.NullMarked;
