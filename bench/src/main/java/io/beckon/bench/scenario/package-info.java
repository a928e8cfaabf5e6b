/**
 * What is measured: each scenario is a main class that runs in a JVM of its own, warms up, waits
 * for the word, measures one pass, and says what it found on standard output.
 */
@NullMarked
package io.beckon.bench.scenario;

import org.jspecify.annotations.NullMarked;
