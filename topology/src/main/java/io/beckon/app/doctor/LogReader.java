package io.beckon.app.doctor;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.doctor.KeysCheck.Keyed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;

/** Looks at some records of a topic: at its end, and where the application stands. */
final class LogReader implements AutoCloseable {

  /** Of all partitions together. */
  private static final int RECORDS = 20_000;

  private static final int OF_A_PARTITION = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  LogReader(BeckonConfig config, String topic, int partitions) {
    Map<String, Object> properties = config.kafka().consumerProperties();
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 * 1024);
    properties.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(config.app().startTimeout().toMillis()));
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    for (int number = 0; number < partitions; number++) {
      this.partitions.add(new TopicPartition(topic, number));
    }
  }

  /**
   * The latest records of each partition.
   *
   * @param keys of those that have one: ticks, and what is told to all partitions, have none
   * @param appended by the broker's clock, of the very latest; empty: none, or producers' clocks
   */
  record Tail(List<Keyed> keys, OptionalLong appended) {}

  Tail tail() {
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    int each = Math.max(20, Math.min(OF_A_PARTITION, RECORDS / partitions.size()));
    Set<TopicPartition> unread = new HashSet<>();
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      long from = Math.max(begins.getOrDefault(partition, 0L), end - each);
      consumer.seek(partition, from);
      if (from < end) {
        unread.add(partition);
      }
    }
    List<Keyed> keys = new ArrayList<>();
    long appended = Long.MIN_VALUE;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!unread.isEmpty() && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
          appended = Math.max(appended, record.timestamp());
        }
        if (record.key() != null) {
          keys.add(new Keyed(record.partition(), Bytes.wrap(record.key())));
        }
      }
      unread.removeIf(
          partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
    }
    return new Tail(
        keys, appended == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(appended));
  }

  /**
   * Times of the records at some offsets, by partition; one is missing where there is none.
   *
   * @param offsets of what is read next, by partition
   */
  Map<Integer, Long> timesAt(Map<Integer, Long> offsets) {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    offsets.forEach((number, offset) -> wanted.put(partitions.get(number), offset));
    Map<Integer, Long> times = new HashMap<>();
    if (wanted.isEmpty()) {
      return times;
    }
    consumer.assign(wanted.keySet());
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(wanted.keySet());
    Map<TopicPartition, Long> ends = consumer.endOffsets(wanted.keySet());
    Set<TopicPartition> unread = new HashSet<>();
    wanted.forEach(
        (partition, offset) -> {
          long from = Math.max(offset, begins.getOrDefault(partition, 0L));
          consumer.seek(partition, from);
          if (from < ends.getOrDefault(partition, 0L)) {
            unread.add(partition);
          }
        });
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!unread.isEmpty() && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        times.putIfAbsent(record.partition(), record.timestamp());
      }
      unread.removeIf(
          partition ->
              times.containsKey(partition.partition())
                  || consumer.position(partition) >= ends.getOrDefault(partition, 0L));
    }
    return times;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
