/** Drawings of what was measured, as SVG, legible on light and on dark ground. */
@NullMarked
package io.beckon.bench.plot;

import org.jspecify.annotations.NullMarked;
