package io.beckon.demo.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which ticks stand in the log, by partition and log time. A message is decided for good when a
 * tick is read, at the log time that holds there; so the log time of a message tells the tick.
 */
public final class LogTimes {

  private static final class Partition {
    long now = Long.MIN_VALUE;
    final NavigableMap<Long, Long> firstTickAt = new TreeMap<>();
  }

  private final Map<Integer, Partition> partitions = new HashMap<>();

  /**
   * A record of the log, in order of offsets.
   *
   * @param timestamp append time, epoch milliseconds
   */
  public void read(int partition, long offset, long timestamp, boolean tick) {
    Partition log = partitions.computeIfAbsent(partition, unseen -> new Partition());
    log.now = Math.max(log.now, timestamp);
    if (tick) {
      log.firstTickAt.putIfAbsent(log.now, offset);
    }
  }

  /** Offset of the first tick at this log time; -1 when there is none. */
  long tickAt(int partition, long time) {
    Partition log = partitions.get(partition);
    return log == null ? -1 : log.firstTickAt.getOrDefault(time, -1L);
  }
}
