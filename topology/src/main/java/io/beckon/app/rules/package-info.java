/**
 * Flows and policy as files: those that ship with the product and those in a folder. May do I/O.
 */
@NullMarked
package io.beckon.app.rules;

import org.jspecify.annotations.NullMarked;
