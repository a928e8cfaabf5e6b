/**
 * Describes flows for people, from the flows themselves: pages with tables and diagrams, and what
 * changed between two versions.
 */
@NullMarked
package io.beckon.app.flowdocs;

import org.jspecify.annotations.NullMarked;
