/**
 * Who the shopper is: what is kept under one id is handed over to another, merged there, and
 * forgotten when that is asked for. No rules about what to send.
 */
@NullMarked
package io.beckon.engine.identity;

import org.jspecify.annotations.NullMarked;
