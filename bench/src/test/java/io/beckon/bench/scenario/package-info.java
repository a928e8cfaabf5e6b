/** Tests of the scenarios. */
@NullMarked
package io.beckon.bench.scenario;

import org.jspecify.annotations.NullMarked;
