/**
 * How fast it is: {@code beckon bench}. The command line is here; {@code workload} makes histories
 * of a shop, {@code scenario} holds what is measured over them, {@code run} measures, {@code
 * report} says what came out.
 */
@NullMarked
package io.beckon.bench;

import org.jspecify.annotations.NullMarked;
