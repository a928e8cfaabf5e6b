/**
 * Takes an application with all its state to another number of partitions: a new application beside
 * the old, with a log of its own.
 */
@NullMarked
package io.beckon.app.reshard;

import org.jspecify.annotations.NullMarked;
