/**
 * Who does what is handed over to people: who takes which tasks, how many, and who stands in for
 * whom. May use ids; knows no flow, no clock and no log.
 */
@NullMarked
package io.beckon.engine.owner;

import org.jspecify.annotations.NullMarked;
