package io.beckon.app.rules;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.RuleDefinition;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What the flows topic holds: every version that was published, and the head (the version in force)
 * of each flow.
 */
public final class PublishedRules {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, TreeMap<Integer, RuleDefinition>> versions = new TreeMap<>();
  private final Map<String, RuleDefinition> heads = new TreeMap<>();

  private PublishedRules() {}

  /**
   * Reads the topic to its end. A record that can't be read is left out and told on the way.
   *
   * @param unreadable receives a line for each record that can't be read
   */
  public static PublishedRules read(BeckonConfig config, Collection<String> unreadable) {
    PublishedRules rules = new PublishedRules();
    Map<String, Object> properties = config.kafka().consumerProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    String topic = config.topics().flows();
    try (KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          rules.add(record, codec, unreadable);
        }
      }
    }
    return rules;
  }

  private static boolean reached(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (consumer.position(end.getKey()) < end.getValue()) {
        return false;
      }
    }
    return true;
  }

  private void add(
      ConsumerRecord<String, byte[]> record, WireCodec codec, Collection<String> unreadable) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    try {
      RuleDefinition rule =
          codec.decode(record.topic(), record.headers(), record.value(), RuleDefinition.class);
      if (record.key().contains("@")) {
        versions.computeIfAbsent(rule.getId(), id -> new TreeMap<>()).put(rule.getVersion(), rule);
      } else {
        heads.put(rule.getId(), rule);
      }
    } catch (UnreadablePayload e) {
      unreadable.add(
          record.topic()
              + "-"
              + record.partition()
              + "@"
              + record.offset()
              + ": "
              + e.getMessage());
    }
  }

  /** The heads, by id. */
  public Collection<RuleDefinition> heads() {
    return heads.values();
  }

  /** The head of a flow or of the policy; null when it was never published. */
  public @Nullable RuleDefinition head(String id) {
    return heads.get(id);
  }

  /** A version as it was published; null when there is none. */
  public @Nullable RuleDefinition version(String id, int version) {
    TreeMap<Integer, RuleDefinition> known = versions.get(id);
    return known == null ? null : known.get(version);
  }

  /** The latest version that was written, in force or not; null when there is none. */
  public @Nullable RuleDefinition latest(String id) {
    TreeMap<Integer, RuleDefinition> known = versions.get(id);
    return known == null ? null : known.lastEntry().getValue();
  }
}
