/**
 * What the shopper agreed to, and how that changes: statements of consent, words of revocation in
 * replies, what senders report, and the suppressions that follow. May use the shopper and the
 * contract; knows no policy, no flow, no clock and no log.
 */
@NullMarked
package io.beckon.engine.consent;

import org.jspecify.annotations.NullMarked;
