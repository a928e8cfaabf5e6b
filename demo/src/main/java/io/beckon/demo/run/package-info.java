/**
 * The demo as it runs: a broker, the real application and the simulated shop around one accelerated
 * clock; what comes out is read from the output topics, as a sender would. May do everything.
 */
@NullMarked
package io.beckon.demo.run;

import org.jspecify.annotations.NullMarked;
