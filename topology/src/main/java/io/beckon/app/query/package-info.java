/**
 * Reads what a running application has written: the records of its topics, up to their present end,
 * committed ones only. Writes nothing, and joins no consumer group.
 */
@NullMarked
package io.beckon.app.query;

import org.jspecify.annotations.NullMarked;
