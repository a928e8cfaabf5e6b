/**
 * Tells of one shopper what is remembered and why what was decided, from what a replay wrote or
 * from the topics of a running application.
 */
@NullMarked
package io.beckon.app.explain;

import org.jspecify.annotations.NullMarked;
