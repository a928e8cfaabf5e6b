/** Benchmarks of single parts, by JMH: {@code beckon bench micro}. */
@NullMarked
package io.beckon.bench.micro;

import org.jspecify.annotations.NullMarked;
