package io.beckon.bench.report;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/**
 * What was due when, and when it was seen. Everything that was due counts: what was never seen
 * counts as having waited until the end, and is counted as missing. Safe for use by several
 * threads.
 */
public final class Latencies {

  private static final long MOST_MILLIS = 24L * 60 * 60 * 1000;
  private static final int DIGITS = 3;

  private final Map<Integer, Long> due = new ConcurrentHashMap<>();
  private final Map<Integer, Long> seen = new ConcurrentHashMap<>();

  /**
   * Latencies of what was due within a time.
   *
   * @param millis of all, those missing with what they waited at least
   * @param missing never seen
   * @param early seen before they were due; counted as 0
   */
  public record Taken(Histogram millis, long missing, long early) {

    /** How many were due. */
    public long due() {
      return millis.getTotalCount();
    }
  }

  /** Something is due at a time, epoch milliseconds. */
  public void due(int who, long at) {
    due.put(who, at);
  }

  /** Something was seen at a time, epoch milliseconds; only the first time counts. */
  public void seen(int who, long at) {
    seen.putIfAbsent(who, at);
  }

  /** When something is due, epoch milliseconds; -1 if it is not. */
  public long dueAt(int who) {
    return due.getOrDefault(who, -1L);
  }

  /** Was everything seen that is due before a time? */
  public boolean allSeenBefore(long end) {
    return due.entrySet().stream()
        .allMatch(one -> one.getValue() >= end || seen.containsKey(one.getKey()));
  }

  /**
   * Takes what was due from one time until before another, epoch milliseconds.
   *
   * @param now until when the missing have waited
   */
  public Taken take(long from, long until, long now) {
    Histogram millis = new Histogram(MOST_MILLIS, DIGITS);
    long[] counts = new long[2];
    due.forEach(
        (who, at) -> {
          if (at < from || at >= until) {
            return;
          }
          Long when = seen.get(who);
          if (when == null) {
            counts[0]++;
          }
          long waited = (when == null ? now : when) - at;
          if (waited < 0) {
            counts[1]++;
          }
          millis.recordValue(Math.max(0, Math.min(waited, MOST_MILLIS)));
        });
    return new Taken(millis, counts[0], counts[1]);
  }
}
