/** What came out of a benchmark: medians, ratios, the target table; for people and as JSON. */
@NullMarked
package io.beckon.bench.report;

import org.jspecify.annotations.NullMarked;
