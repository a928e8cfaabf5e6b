/**
 * What a person sees of the demo: progress, a few whole commands, the summary. Knows the records of
 * the contract and a stream to print to; plain ASCII, so that every terminal shows it.
 */
@NullMarked
package io.beckon.demo.screen;

import org.jspecify.annotations.NullMarked;
