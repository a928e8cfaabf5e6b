package io.beckon.app.reshard;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster has of the old and the new application.
 *
 * @param group is the old application's group known?
 * @param members of the old application's groups that are alive
 * @param committed offsets of the old application in its log
 * @param stores partitions of each changelog of the old application, by store
 * @param missing stores without a changelog
 * @param unknown internal topics of the old application that this release does not know
 * @param logPartitions of the old log; 0: there is none
 * @param unsealed topics of the old application with an open transaction
 * @param movedTo where the old application has moved to before
 * @param partlyRead control records that only some partitions have read; null: not looked for
 * @param newLog the new application's log
 * @param newStores changelogs of the new application that hold records
 * @param newGroup members and committed offsets of the new application's groups
 */
record Situation(
    boolean group,
    int members,
    SortedMap<Integer, Long> committed,
    SortedMap<String, Integer> stores,
    Set<String> missing,
    Set<String> unknown,
    int logPartitions,
    Set<String> unsealed,
    Optional<String> movedTo,
    @Nullable Set<String> partlyRead,
    NewLog newLog,
    Set<String> newStores,
    NewGroup newGroup) {

  /**
   * The new log.
   *
   * @param partitions 0: there is none yet
   * @param records in it, those of open transactions too
   */
  record NewLog(int partitions, long records) {}

  /**
   * The new application's group.
   *
   * @param members alive
   * @param read records of its log that it has committed
   */
  record NewGroup(int members, long read) {}

  /** The partitions that the state lives in; 0 when the changelogs disagree, or there are none. */
  int stateIn() {
    Set<Integer> counts = Set.copyOf(Map.copyOf(stores).values());
    return counts.size() == 1 ? counts.iterator().next() : 0;
  }
}
