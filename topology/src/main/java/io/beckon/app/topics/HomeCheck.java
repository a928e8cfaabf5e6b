package io.beckon.app.topics;

import io.beckon.app.config.BeckonConfig;
import io.beckon.streams.Partitions;
import io.beckon.streams.state.StoreNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Does the state lie where its keys belong? Whoever raises the log and the changelogs by hand gets
 * counts that agree, and an application that runs and has forgotten most shoppers. The oldest keys
 * of the state tell.
 */
final class HomeCheck {

  /** With one in two in its place by chance, this many never all are. */
  private static final int KEYS = 200;

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private HomeCheck() {}

  /**
   * Looks at some keys.
   *
   * @param partitions of the changelog
   */
  static Optional<Finding> check(BeckonConfig config, int partitions) {
    String changelog =
        TopicSetup.changelog(config.app().applicationId(), StoreNames.BROWSE_HISTORY);
    Map<String, Object> properties = config.kafka().consumerProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, KEYS);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      ConsumerRecord<byte[], byte[]> stray = stray(consumer, changelog, partitions);
      return stray == null
          ? Optional.empty()
          : Optional.of(
              finding(
                  config.topics().shopperEvents(),
                  changelog,
                  stray.partition(),
                  Partitions.of(stray.key(), partitions),
                  partitions));
    } catch (AuthorizationException e) {
      return Optional.of(
          Finding.warning(
              changelog,
              changelog
                  + " may not be read, so nobody can tell whether its keys lie where they belong.",
              "Allow the application's user Read on the topics that begin with its application.id."));
    }
  }

  private static @Nullable ConsumerRecord<byte[], byte[]> stray(
      KafkaConsumer<byte[], byte[]> consumer, String changelog, int partitions) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(changelog, partition), 0L);
    }
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    ends.putAll(consumer.endOffsets(ends.keySet()));
    int left = KEYS;
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (left > 0 && !isRead(consumer, ends) && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        left--;
        if (record.key() != null && Partitions.of(record.key(), partitions) != record.partition()) {
          return record;
        }
      }
    }
    return null;
  }

  private static boolean isRead(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static Finding finding(
      String log, String changelog, int found, int home, int partitions) {
    return Finding.error(
        log,
        log
            + " and the state have "
            + partitions
            + " partitions, but the state was made with another number: a key in partition "
            + found
            + " of "
            + changelog
            + " belongs to partition "
            + home
            + ". Someone raised the changelogs too, and most shoppers' state lies where nobody looks"
            + " for it.",
        "It can't be put right in place. If the log still holds the history, process it again under a"
            + " new application.id and outputs that nobody acts on (topics.outputs.generation);"
            + " else restore the cluster's backup of before. Never raise partitions by hand: 'beckon"
            + " reshard' does it (docs/operations/reshard.md).");
  }
}
