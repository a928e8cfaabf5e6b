/** Tests of the scenario {@code flink}. */
@NullMarked
package io.beckon.bench.flink;

import org.jspecify.annotations.NullMarked;
