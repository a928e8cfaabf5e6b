package io.beckon.app.query;

import io.beckon.app.config.BeckonConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from a time on to the end that they have when the reading begins. */
public final class TopicScan implements AutoCloseable {

  /** From the first record on. */
  public static final long ALL = Long.MIN_VALUE;

  /** Some of the last offsets may be marks of transactions. */
  private static final int LAST = 10;

  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Connects with what the configuration says of Kafka. */
  public TopicScan(BeckonConfig config) {
    Map<String, Object> properties = config.kafka().consumerProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Of a topic that was cut off at its beginning, what is left is read.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** All partitions of a topic; empty when there is no such topic. */
  public List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** Do partitions hold all that was ever written to them? */
  public boolean isWhole(List<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions).values().stream().allMatch(first -> first == 0);
  }

  /**
   * The time of the latest record of partitions, epoch milliseconds, as far as it is among the last
   * few of one; {@link #ALL} when there is none.
   */
  public long latest(List<TopicPartition> partitions) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - LAST)));
    long latest = ALL;
    while (!reached(ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        latest = Math.max(latest, record.timestamp());
      }
    }
    return latest;
  }

  /**
   * Reads partitions to their present end.
   *
   * @param since time of the first record that is wanted, epoch milliseconds, or {@link #ALL}
   * @param each gets the records, those of a partition in their order
   */
  public void read(
      List<TopicPartition> partitions, long since, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    seek(partitions, since, ends);
    while (!reached(ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        each.accept(record);
      }
    }
  }

  /**
   * Reads partitions to their present end.
   *
   * @param from the first offset of each that is wanted
   */
  public void read(Map<TopicPartition, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(from.keySet());
    Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
    from.forEach(consumer::seek);
    while (!reached(ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        each.accept(record);
      }
    }
  }

  private void seek(List<TopicPartition> partitions, long since, Map<TopicPartition, Long> ends) {
    if (since == ALL) {
      consumer.seekToBeginning(partitions);
      return;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = found.get(partition);
      consumer.seek(partition, first == null ? ends.getOrDefault(partition, 0L) : first.offset());
    }
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (consumer.position(end.getKey()) < end.getValue()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
