/**
 * From one application to another: with all its state to another number of partitions, which is a
 * new application beside the old, with a log of its own; and how one that was in the shadow takes
 * over.
 */
@NullMarked
package io.beckon.app.reshard;

import org.jspecify.annotations.NullMarked;
