package io.beckon.app.reshard;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How an application stands that is to leave its shadow, and who else works on its log.
 *
 * @param application its id
 * @param log that it reads
 * @param partitions of the log; 0: there is none
 * @param wanted partitions that the configuration says
 * @param state partitions of its state; 0: there is none
 * @param members of its group that are alive
 * @param unread records of each partition of the log that it has not read; a partition of which it
 *     has committed nothing is missing
 * @param others applications that are alive and read the log too, with the number of their members
 * @param ticks when applications wrote their latest tick, among the latest records of the log;
 *     epoch milliseconds
 * @param movedTo where it has moved to before
 * @param unfinished the command that goes on with a resharding to it
 */
record Standing(
    String application,
    String log,
    int partitions,
    int wanted,
    int state,
    int members,
    SortedMap<Integer, Long> unread,
    SortedMap<String, Integer> others,
    Map<String, Long> ticks,
    Optional<String> movedTo,
    Optional<String> unfinished) {

  /** Records that it has not read, in all. */
  long unreadInAll() {
    return unread.values().stream().mapToLong(Long::longValue).sum();
  }
}
