package io.beckon.app.reshard;

import io.beckon.app.config.BeckonConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;

/** Reads partitions from offsets to the end that they have; committed records only, no group. */
final class Reader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  Reader(BeckonConfig config) {
    Map<String, Object> properties = config.kafka().consumerProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    // Else whoever turns to other partitions waits for the answer about the ones before.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Begins to read.
   *
   * @param from offsets by partition; a partition without one is read from its beginning
   */
  Reading read(Collection<TopicPartition> partitions, Map<Integer, Long> from) {
    return read(partitions, from, consumer.endOffsets(partitions));
  }

  /** Begins to read, to offsets of one's own. */
  Reading read(
      Collection<TopicPartition> partitions,
      Map<Integer, Long> from,
      Map<TopicPartition, Long> ends) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    for (TopicPartition partition : partitions) {
      Long offset = from.get(partition.partition());
      if (offset != null) {
        consumer.seek(partition, offset);
      }
    }
    return new Reading(ends);
  }

  /**
   * The rows that a changelog leaves in each partition, each key's latest.
   *
   * @param next receives the ends that were read to
   */
  List<Map<Bytes, byte[]>> rows(
      String changelog, int partitions, Map<Integer, Long> next, Pace pace) {
    List<Map<Bytes, byte[]>> rows = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      rows.add(new HashMap<>());
    }
    Reading reading = read(Cluster.partitions(changelog, partitions), Map.of());
    while (!reading.isOver()) {
      reading.poll(
          record -> {
            pace.row();
            Map<Bytes, byte[]> own = rows.get(record.partition());
            if (record.value() == null) {
              own.remove(Bytes.wrap(record.key()));
            } else {
              own.put(Bytes.wrap(record.key()), record.value());
            }
          });
    }
    next.putAll(reading.next());
    return rows;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** One passage over partitions. */
  final class Reading {

    private final Map<TopicPartition, Long> ends;

    private Reading(Map<TopicPartition, Long> ends) {
      this.ends = ends;
    }

    boolean isOver() {
      return ends.entrySet().stream().allMatch(end -> isOver(end.getKey()));
    }

    boolean isOver(TopicPartition partition) {
      return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
    }

    /** Gives some records; those behind the end are left out. */
    void poll(Consumer<ConsumerRecord<byte[], byte[]>> each) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          each.accept(record);
        }
      }
    }

    /** Where to go on, by partition. */
    SortedMap<Integer, Long> next() {
      SortedMap<Integer, Long> next = new TreeMap<>();
      ends.forEach(
          (partition, end) ->
              next.put(partition.partition(), Math.min(end, consumer.position(partition))));
      return next;
    }

    void pause(TopicPartition partition, boolean paused) {
      if (paused) {
        consumer.pause(List.of(partition));
      } else {
        consumer.resume(List.of(partition));
      }
    }

    Collection<TopicPartition> partitions() {
      return ends.keySet();
    }
  }
}
