package io.beckon.app.health;

import org.jspecify.annotations.Nullable;

/**
 * How far a partition is behind its log.
 *
 * @param records records that are in the log and were not fetched yet; -1: not known yet
 * @param millis age of the latest record read, while there are more; 0 when all was read, however
 *     old it is: a quiet shop is not behind
 */
public record Behind(long records, long millis) {

  /** The partition has not been fetched since it was taken over. */
  public static final Behind UNKNOWN = new Behind(-1, 0);

  /** Is it known? */
  public boolean isKnown() {
    return records >= 0;
  }

  /**
   * What is known of a partition.
   *
   * @param logTime time of the latest record read, epoch milliseconds
   * @param fetchLag the consumer's own figure; null: it has not fetched yet
   * @param wall epoch milliseconds
   */
  static Behind of(long logTime, @Nullable Double fetchLag, long wall) {
    if (fetchLag == null || fetchLag.isNaN()) {
      return UNKNOWN;
    }
    long records = Math.max(0, Math.round(fetchLag));
    return new Behind(records, records == 0 ? 0 : Math.max(0, wall - logTime));
  }
}
