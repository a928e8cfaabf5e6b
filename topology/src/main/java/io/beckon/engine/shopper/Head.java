package io.beckon.engine.shopper;

/**
 * What is remembered of every shopper, active or not.
 *
 * @param lastSiteActivity append time (epoch milliseconds) of the latest site activity; {@link
 *     #NEVER} when there was none
 * @param recent hashes of the latest event ids
 * @param links other ids of the shopper
 * @param points what counts for scores
 */
public record Head(long lastSiteActivity, RecentIds recent, Links links, Points points) {

  /** There was no site activity yet. */
  public static final long NEVER = 0L;

  /** A shopper who was never seen. */
  public static final Head EMPTY = new Head(NEVER, RecentIds.EMPTY);

  /** A head of a shopper with one id, without points. */
  public Head(long lastSiteActivity, RecentIds recent) {
    this(lastSiteActivity, recent, Links.NONE, Points.NONE);
  }

  /** A head without points. */
  public Head(long lastSiteActivity, RecentIds recent, Links links) {
    this(lastSiteActivity, recent, links, Points.NONE);
  }

  /** Returns the same head with a new time of the latest site activity. */
  public Head activeAt(long appendTime) {
    return new Head(appendTime, recent, links, points);
  }

  /** Returns the same head that also remembers an event id. */
  public Head remembering(long idHash) {
    return new Head(lastSiteActivity, recent.with(idHash), links, points);
  }

  /** Returns the same head with other links. */
  public Head with(Links changed) {
    return new Head(lastSiteActivity, recent, changed, points);
  }

  /** Returns the same head with other points. */
  public Head with(Points changed) {
    return new Head(lastSiteActivity, recent, links, changed);
  }
}
