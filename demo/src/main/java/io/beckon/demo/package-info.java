/**
 * The newcomer's first minute: {@code beckon demo}. The command line is here; {@code shop}
 * simulates people, {@code run} brings broker, application and shop together, {@code screen} shows
 * what happens, {@code proof} checks it.
 */
@NullMarked
package io.beckon.demo;

import org.jspecify.annotations.NullMarked;
