/**
 * What may be sent, and when: consent, suppression, who goes first, caps, quiet hours and the law,
 * staleness, and how fast. One class per gate; {@link io.beckon.engine.policy.Gates} says in which
 * order. May use the shopper and what it agreed to; knows no flow, no clock and no log.
 */
@NullMarked
package io.beckon.engine.policy;

import org.jspecify.annotations.NullMarked;
