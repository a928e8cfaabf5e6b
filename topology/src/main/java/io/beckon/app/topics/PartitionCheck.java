package io.beckon.app.topics;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Do the log, the configuration and the state agree on the number of partitions? Kafka Streams
 * would die of it with an obscure message, or, if someone raised the changelogs too, strand state
 * in silence.
 */
final class PartitionCheck {

  private PartitionCheck() {}

  /**
   * Compares them.
   *
   * @param log the log of shopper events
   * @param configured {@code topics.partitions}
   * @param changelogs partitions of each changelog that exists, by name
   */
  static Optional<Finding> check(
      String applicationId, FoundTopic log, int configured, Map<String, Integer> changelogs) {
    int actual = log.partitions();
    for (var changelog : new TreeMap<>(changelogs).entrySet()) {
      int state = changelog.getValue();
      if (state != actual) {
        return Optional.of(stranded(applicationId, log.name(), actual, changelog.getKey(), state));
      }
    }
    if (actual == configured) {
      return Optional.empty();
    }
    return Optional.of(
        changelogs.isEmpty()
            ? beforeState(log.name(), actual, configured)
            : config(log, configured));
  }

  private static Finding stranded(
      String applicationId, String log, int actual, String changelog, int state) {
    boolean raised = actual > state;
    return Finding.error(
        log,
        log
            + " has "
            + count(actual)
            + ", but the state lives in "
            + state
            + " ("
            + changelog
            + "): "
            + (raised
                ? "someone raised it. Shoppers' new events may go to another partition than the one"
                    + " that holds their state"
                : "the log is not the one that the state was made from")
            + ".",
        (raised
            ? "Kafka can't take partitions away, and raising the changelogs by hand loses carts in"
                + " silence. The way out is a new log and a new application beside the old, with"
                + " all state and the events that were not read: 'beckon reshard --from "
                + applicationId
                + " --to "
                + applicationId
                + "-p"
                + actual
                + " --partitions "
                + actual
                + "' (docs/operations/reshard.md)."
            : "If it was deleted and made anew by mistake, restore it; to go to another number of"
                + " partitions use 'beckon reshard' (docs/operations/reshard.md)."));
  }

  private static Finding config(FoundTopic log, int configured) {
    return Finding.error(
        log.name(),
        log.name()
            + " and the state have "
            + count(log.partitions())
            + ", but topics.partitions is "
            + configured
            + ".",
        "Set topics.partitions=" + log.partitions() + ".");
  }

  private static Finding beforeState(String log, int actual, int configured) {
    return Finding.error(
        log,
        log + " has " + count(actual) + ", but topics.partitions is " + configured + ".",
        "There is no state yet. Either set topics.partitions="
            + actual
            + ", or, while the topic is empty, delete it and run 'beckon topics create'.");
  }

  private static String count(int partitions) {
    return partitions == 1 ? "1 partition" : partitions + " partitions";
  }
}
