/** Codes of offers that the shop made, on their way into the log. */
@NullMarked
package io.beckon.app.codes;

import org.jspecify.annotations.NullMarked;
