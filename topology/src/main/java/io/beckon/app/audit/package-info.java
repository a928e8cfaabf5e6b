/**
 * What is wrong with flows that are valid: names that never arrive, what has expired, what nobody
 * uses. Judged against recorded events and the catalog where they are given.
 */
@NullMarked
package io.beckon.app.audit;

import org.jspecify.annotations.NullMarked;
