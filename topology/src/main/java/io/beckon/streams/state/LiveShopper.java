package io.beckon.streams.state;

/**
 * A shopper who has a visit, as much as tells when to look at them first.
 *
 * @param activeSince append time of a site activity in the visit, epoch milliseconds; there may
 *     have been later ones
 */
public record LiveShopper(String id, long activeSince) {}
