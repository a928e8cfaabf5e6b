package io.beckon.app.doctor;

import io.beckon.app.config.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Does somebody read a topic, and is nothing deleted before it was read? */
final class ProgressCheck {

  private static final Duration BEHIND = Duration.ofMinutes(5);

  private ProgressCheck() {}

  /**
   * A partition of what is read.
   *
   * @param begin offset of the oldest record that is kept
   * @param end offset of the next one
   * @param committed what the application reads next; empty: it has committed nothing
   * @param waitingSince append time of the first record that was not read; empty: all is read
   * @param assigned has it a reader?
   */
  record Partition(
      int number,
      long begin,
      long end,
      OptionalLong committed,
      OptionalLong waitingSince,
      boolean assigned) {

    /** With the time of the first record that was not read; null: there is none. */
    Partition waitingSince(@Nullable Long time) {
      return new Partition(
          number,
          begin,
          end,
          committed,
          time == null ? OptionalLong.empty() : OptionalLong.of(time),
          assigned);
    }
  }

  /**
   * Judges them.
   *
   * @param members of its group
   * @param now epoch milliseconds
   * @param retention how long records are kept
   */
  static List<Finding> judge(
      Reading reading, int members, List<Partition> partitions, long now, Duration retention) {
    List<Finding> findings = new ArrayList<>();
    String group = reading.group();
    boolean neverRan = partitions.stream().allMatch(partition -> partition.committed().isEmpty());
    lost(findings, reading, partitions);
    if (members == 0) {
      findings.add(
          neverRan
              ? Finding.advice(
                  group, "the application has not run yet: nothing is committed.", "Start it.")
              : Finding.warning(
                  group,
                  "no instance runs" + unread(partitions) + ". " + reading.away(),
                  "Start one; if one runs, see whether it is of this application.id and cluster."));
    } else {
      unassigned(findings, group, partitions);
    }
    old(findings, reading, partitions, now, retention, members > 0);
    return findings;
  }

  private static String unread(List<Partition> partitions) {
    long records = 0;
    for (Partition partition : partitions) {
      long from = Math.max(partition.begin(), partition.committed().orElse(partition.begin()));
      records += Math.max(0, partition.end() - from);
    }
    return records == 0 ? "" : ", and " + records + " records wait";
  }

  private static void lost(List<Finding> findings, Reading reading, List<Partition> partitions) {
    long records = 0;
    TreeSet<Integer> where = new TreeSet<>();
    for (Partition partition : partitions) {
      long missing = partition.begin() - partition.committed().orElse(partition.begin());
      if (missing > 0) {
        records += missing;
        where.add(partition.number());
      }
    }
    if (records > 0) {
      findings.add(
          Finding.error(
              reading.group(),
              records
                  + " records were deleted before they were read (partitions "
                  + where
                  + "): "
                  + reading.lost(),
              reading.afterLoss()));
    }
  }

  private static void unassigned(List<Finding> findings, String group, List<Partition> partitions) {
    TreeSet<Integer> alone = new TreeSet<>();
    partitions.stream().filter(p -> !p.assigned()).forEach(p -> alone.add(p.number()));
    if (!alone.isEmpty()) {
      findings.add(
          Finding.warning(
              group,
              "partitions that nobody reads now: " + alone + ".",
              "After a start or a stop that lasts a minute; if it stays, see"
                  + " docs/runbooks/BeckonPartitionsUnread.md."));
    }
  }

  private static void old(
      List<Finding> findings,
      Reading reading,
      List<Partition> partitions,
      long now,
      Duration retention,
      boolean runs) {
    OptionalLong oldest =
        partitions.stream()
            .filter(partition -> partition.committed().isPresent())
            .flatMapToLong(partition -> partition.waitingSince().stream())
            .min();
    if (oldest.isEmpty()) {
      return;
    }
    Duration behind = Duration.ofSeconds(Math.max(0, (now - oldest.getAsLong()) / 1000));
    String what = "the oldest record that was not read is " + Durations.format(behind) + " old";
    if (behind.compareTo(retention.dividedBy(2)) > 0) {
      findings.add(
          Finding.error(
              reading.group(),
              what
                  + ", and "
                  + reading.topic()
                  + " keeps records for "
                  + Durations.format(retention)
                  + ": soon some are deleted unread.",
              "Raise retention.ms of " + reading.topic() + " now, and then see why it is behind."));
    } else if (runs && behind.compareTo(BEHIND) > 0) {
      findings.add(
          Finding.warning(
              reading.group(),
              what + ": it does not keep up, or an outage is being worked off.",
              reading.behind()));
    }
  }
}
