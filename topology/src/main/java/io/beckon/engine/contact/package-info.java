/**
 * The second stage, keyed by address: what is suppressed for it and what was sent to it, over all
 * shoppers that it belongs to; and what shoppers and contacts tell each other through the log. An
 * address is known here by a keyed hash only. May use the shopper, consent, policy and the
 * contract; knows no flow, no clock and no log.
 */
@NullMarked
package io.beckon.engine.contact;

import org.jspecify.annotations.NullMarked;
