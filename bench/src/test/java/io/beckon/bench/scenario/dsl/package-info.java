/** Tests of the scenario {@code dsl}. */
@NullMarked
package io.beckon.bench.scenario.dsl;

import org.jspecify.annotations.NullMarked;
