package io.beckon.app.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.LogTimestamps;
import io.beckon.app.config.MeasureConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The topics that Kafka Streams makes for measurement, for itself. */
public final class MeasurementTopics {

  /** Imports are of any age. */
  private static final Duration ANY_AGE = Duration.ofDays(36_500);

  private static final Duration DAY = Duration.ofDays(1);

  private MeasurementTopics() {}

  /**
   * One of them.
   *
   * @param policy what brokers do with what is old
   * @param kept how long they keep records; empty: for ever
   */
  public record Internal(String name, Set<String> policy, Optional<Duration> kept) {}

  /** All of them, as they are made under a configuration. */
  public static List<Internal> of(BeckonConfig config) {
    MeasureConfig measure = config.measure();
    Duration old = oldest(config);
    Duration longest = measure.longestWindow();
    Duration touched = longest.plus(measure.grace()).plus(old);
    Duration abandoned = measure.recovery().longest().plus(measure.grace()).plus(old);
    Duration sums =
        measure
            .corrections()
            .multipliedBy(2)
            .plus(longest)
            .plus(measure.grace())
            .plus(DAY.multipliedBy(2))
            .plus(old.multipliedBy(2));
    String id = measure.applicationId();
    return List.of(
        joined(id, "touched-this-join-store", touched),
        joined(id, "touched-other-join-store", touched),
        joined(id, "abandoned-this-join-store", abandoned),
        joined(id, "abandoned-outer-other-join-store", abandoned),
        latest(id, "abandoned-left-shared-join-store"),
        latest(id, "ledgers"),
        new Internal(
            TopicSetup.changelog(id, "sums"),
            Set.of(CLEANUP_POLICY_COMPACT, CLEANUP_POLICY_DELETE),
            Optional.of(sums)),
        new Internal(id + "-amounts-repartition", Set.of(CLEANUP_POLICY_DELETE), Optional.empty()));
  }

  /**
   * How old outcomes may be that are read. Brokers delete what stands in the changelogs of windows
   * by their own clock: while an old history is read, rows that are needed yet would be gone at
   * once, and a crash would lose them.
   */
  public static Duration oldest(BeckonConfig config) {
    return config.topics().timestamps() == LogTimestamps.CREATE
        ? ANY_AGE
        : config.topics().retentionOutcomes();
  }

  /** One side of a join: what has one key and one time is not the same. */
  private static Internal joined(String id, String store, Duration kept) {
    return new Internal(
        TopicSetup.changelog(id, store), Set.of(CLEANUP_POLICY_DELETE), Optional.of(kept));
  }

  private static Internal latest(String id, String store) {
    return new Internal(
        TopicSetup.changelog(id, store), Set.of(CLEANUP_POLICY_COMPACT), Optional.empty());
  }
}
