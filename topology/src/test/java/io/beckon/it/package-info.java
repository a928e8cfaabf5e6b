/**
 * The main job on a real broker: topics, transactions, restarts and faults as in production, with
 * short times. What is waited for has a deadline; nothing sleeps and hopes.
 */
@NullMarked
package io.beckon.it;

import org.jspecify.annotations.NullMarked;
