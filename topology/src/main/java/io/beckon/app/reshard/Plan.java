package io.beckon.app.reshard;

import java.util.SortedMap;

/**
 * What a resharding goes from and to. It is noted before anything is written, and holds for all
 * that follows.
 *
 * @param from id of the old application
 * @param to id of the new one
 * @param stateIn partitions that the old state lives in
 * @param partitions of the new log and state
 * @param log the old application's log
 * @param newLog the new one's
 * @param offsets what the old application has read of each partition of its log: the state is the
 *     one at these offsets
 * @param logTime the earliest of its partitions' times, epoch milliseconds
 */
record Plan(
    String from,
    String to,
    int stateIn,
    int partitions,
    String log,
    String newLog,
    SortedMap<Integer, Long> offsets,
    long logTime) {

  /** Is that the same undertaking, whatever was read since? */
  boolean isAbout(Plan other) {
    return from.equals(other.from)
        && to.equals(other.to)
        && partitions == other.partitions
        && log.equals(other.log)
        && newLog.equals(other.newLog);
  }
}
