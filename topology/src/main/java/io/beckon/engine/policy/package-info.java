/**
 * What may be sent, and when: consent, suppression, caps, quiet hours, staleness, and how fast. May
 * use the shopper; knows no flow, no clock and no log.
 */
@NullMarked
package io.beckon.engine.policy;

import org.jspecify.annotations.NullMarked;
