package io.beckon.bench.scenario;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.schemas.SingleObjectCodec;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts what came out, as a reader who sees only what is committed. */
public final class TriggerTopic {

  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * Triggers that were read.
   *
   * @param byKind by name of their kind
   */
  public record Found(Map<String, Long> byKind) {
    /** Triggers of all kinds. */
    public long total() {
      return byKind.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private TriggerTopic() {}

  static Found read(BeckonConfig config) {
    try (WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      return read(
          config.kafka().consumerProperties(), codec, config.topics().abandonmentTriggers());
    }
  }

  /** Reads a topic whose values are single-object encoded. */
  public static Found read(String bootstrapServers, String topic) {
    try (WireCodec codec = new SingleObjectCodec()) {
      return read(
          new HashMap<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers)),
          codec,
          topic);
    }
  }

  private static Found read(Map<String, Object> properties, WireCodec codec, String topic) {
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    Map<String, Long> byKind = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(at -> new TopicPartition(at.topic(), at.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          AbandonmentTrigger trigger =
              codec.decode(topic, record.headers(), record.value(), AbandonmentTrigger.class);
          byKind.merge(trigger.getKind().name(), 1L, Long::sum);
        }
      }
    }
    return new Found(byKind);
  }
}
