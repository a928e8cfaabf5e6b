package io.beckon.bench.run;

import java.util.Map;

/**
 * One size of a shop.
 *
 * @param known shoppers
 * @param livePercent of them have an open cart, a million at most
 * @param warmUp events before those that are timed
 * @param events that are timed
 * @param takeover measure a takeover by a standby, too
 * @param threads of each instance
 * @param settings of the application, over the defaults
 */
public record GrowthSettings(
    long known,
    int livePercent,
    long warmUp,
    long events,
    boolean takeover,
    int partitions,
    int threads,
    long seed,
    Map<String, String> settings,
    boolean keep) {

  private static final long MOST_LIVE = 1_000_000;

  /** Shoppers with an open cart. */
  public long live() {
    return Math.min(MOST_LIVE, known * livePercent / 100);
  }
}
