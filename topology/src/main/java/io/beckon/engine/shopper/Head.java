package io.beckon.engine.shopper;

/**
 * What is remembered of every shopper, active or not.
 *
 * @param lastSiteActivity append time (epoch milliseconds) of the latest site activity; {@link
 *     #NEVER} when there was none
 * @param recent hashes of the latest event ids
 */
public record Head(long lastSiteActivity, RecentIds recent) {

  /** There was no site activity yet. */
  public static final long NEVER = 0L;

  /** A shopper who was never seen. */
  public static final Head EMPTY = new Head(NEVER, RecentIds.EMPTY);

  /** Returns the same head with a new time of the latest site activity. */
  public Head activeAt(long appendTime) {
    return new Head(appendTime, recent);
  }

  /** Returns the same head that also remembers an event id. */
  public Head remembering(long idHash) {
    return new Head(lastSiteActivity, recent.with(idHash));
  }
}
