/** Brings in lists of suppressed addresses from elsewhere. */
@NullMarked
package io.beckon.app.suppressions;

import org.jspecify.annotations.NullMarked;
