package io.beckon.app.reshard;

import io.beckon.app.config.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Why an application must not leave its shadow; each with the way out. */
final class Unsafe {

  /**
   * An application whose latest tick is younger works. One that has nothing to do writes none, so
   * that an older one proves nothing.
   */
  private static final Duration AT_WORK = Duration.ofMinutes(1);

  private Unsafe() {}

  /**
   * The reasons; none: it may take over.
   *
   * @param most records of a partition that may be unread
   * @param beside applications that are known to be in the shadow
   * @param now epoch milliseconds
   */
  static List<String> of(Standing standing, long most, Set<String> beside, long now) {
    List<String> all = new ArrayList<>();
    String id = standing.application();
    if (standing.partitions() == 0) {
      return List.of(
          "there is no topic "
              + standing.log()
              + ": is the configuration that of "
              + id
              + ", with its topics.generation?");
    }
    if (standing.state() == 0 && standing.members() == 0) {
      return List.of(
          "there is no application "
              + id
              + " on this cluster: is --app right, and kafka.bootstrap.servers? Start it with"
              + " shadow=true first.");
    }
    if (standing.partitions() != standing.wanted() || standing.state() != standing.partitions()) {
      all.add(
          standing.log()
              + " has "
              + standing.partitions()
              + " partitions, the state of "
              + id
              + " "
              + standing.state()
              + ", and topics.partitions is "
              + standing.wanted()
              + ": they must be one number (docs/operations/reshard.md).");
    }
    standing
        .movedTo()
        .ifPresent(
            to ->
                all.add(
                    id
                        + " was resharded, and "
                        + to
                        + " has taken over from it: activate "
                        + to
                        + "."));
    standing
        .unfinished()
        .ifPresent(
            command ->
                all.add(
                    id
                        + " is made by a resharding, which has to carry what was not read before it"
                        + " takes over: use "
                        + command
                        + "."));
    if (standing.members() == 0) {
      all.add(id + " does not run: start it with shadow=true, and let it read its log.");
    }
    all.addAll(behind(standing, most));
    all.addAll(others(standing, beside, now));
    return all;
  }

  private static List<String> behind(Standing standing, long most) {
    List<String> all = new ArrayList<>();
    List<Integer> unknown = new ArrayList<>();
    Map<Integer, Long> behind = new TreeMap<>();
    for (int partition = 0; partition < standing.partitions(); partition++) {
      Long unread = standing.unread().get(partition);
      if (unread == null) {
        unknown.add(partition);
      } else if (unread > most) {
        behind.put(partition, unread);
      }
    }
    if (!unknown.isEmpty()) {
      all.add(
          standing.application()
              + " has committed nothing of partitions "
              + unknown
              + " of "
              + standing.log()
              + ": wait until it has.");
    }
    if (!behind.isEmpty()) {
      all.add(
          standing.application()
              + " is behind its log, with unread records by partition "
              + behind
              + "; at most "
              + most
              + ". Wait until it has caught up; what is decided late may be out of date. (--max-unread"
              + " allows more.)");
    }
    return all;
  }

  private static List<String> others(Standing standing, Set<String> beside, long now) {
    List<String> all = new ArrayList<>();
    standing
        .others()
        .forEach(
            (other, members) -> {
              if (!beside.contains(other)) {
                all.add(
                    other
                        + " is alive ("
                        + members
                        + (members == 1 ? " member" : " members")
                        + " of its group) and reads "
                        + standing.log()
                        + " too: both would send. Stop all its instances; or, if it is in the shadow"
                        + " itself, say --beside "
                        + other
                        + ".");
              }
            });
    new TreeMap<>(standing.ticks())
        .forEach(
            (other, at) -> {
              long age = now - at;
              boolean known = standing.others().containsKey(other) && !beside.contains(other);
              if (!other.equals(standing.application()) && age < AT_WORK.toMillis() && !known) {
                all.add(
                    other
                        + " works: it wrote a tick to "
                        + standing.log()
                        + " "
                        + Durations.format(Duration.ofSeconds(Math.max(0, age / 1_000)))
                        + " ago, here or where the log is copied from. Stop it, and wait a minute.");
              }
            });
    return all;
  }
}
