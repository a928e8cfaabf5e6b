package io.beckon.app.reshard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of a log as one, by log time: the time of a record is the latest in its partition
 * so far. Of two at one time, that of the lower partition comes first. Holds some thousand records
 * of each partition at most.
 */
final class MergedLog {

  private static final int ENOUGH = 5_000;

  private final Reader.Reading reading;
  private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting =
      new HashMap<>();
  private final Map<TopicPartition, Long> times = new HashMap<>();

  MergedLog(Reader.Reading reading) {
    this.reading = reading;
    reading.partitions().forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
  }

  /** The next record; null: there are no more. */
  @Nullable ConsumerRecord<byte[], byte[]> next() {
    while (isIncomplete()) {
      fill();
    }
    TopicPartition first = null;
    long earliest = Long.MAX_VALUE;
    for (var queue : waiting.entrySet()) {
      ConsumerRecord<byte[], byte[]> head = queue.getValue().peek();
      if (head == null) {
        continue;
      }
      long time = time(queue.getKey(), head);
      if (first == null
          || time < earliest
          || (time == earliest && queue.getKey().partition() < first.partition())) {
        first = queue.getKey();
        earliest = time;
      }
    }
    if (first == null) {
      return null;
    }
    times.put(first, earliest);
    return queue(first).poll();
  }

  private long time(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    return Math.max(times.getOrDefault(partition, 0L), record.timestamp());
  }

  /** Is there a partition whose next record is not known? */
  private boolean isIncomplete() {
    return waiting.entrySet().stream()
        .anyMatch(queue -> queue.getValue().isEmpty() && !reading.isOver(queue.getKey()));
  }

  private void fill() {
    waiting.forEach((partition, queue) -> reading.pause(partition, queue.size() >= ENOUGH));
    reading.poll(
        record -> queue(new TopicPartition(record.topic(), record.partition())).add(record));
  }

  private Deque<ConsumerRecord<byte[], byte[]>> queue(TopicPartition partition) {
    return waiting.computeIfAbsent(partition, p -> new ArrayDeque<>());
  }
}
