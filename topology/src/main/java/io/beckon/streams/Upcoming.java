package io.beckon.streams;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records that were polled and not processed yet, so that a task can look at what it will need for
 * them: Kafka Streams hands out one at a time. Nothing may be decided by them: they may be missing,
 * or never come. Holds what Kafka Streams holds, too. Safe for use by several threads.
 */
public final class Upcoming {

  /** Records of a partition that are kept; Kafka Streams itself holds about half of that. */
  private static final int MOST = 4_000;

  private final Map<TopicPartition, Polled> partitions = new ConcurrentHashMap<>();

  /** Adds records of one poll, in the order of their offsets. */
  void polled(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    if (!records.isEmpty()) {
      partitions.computeIfAbsent(partition, any -> new Polled()).add(records);
    }
  }

  /**
   * Gives the next records from an offset on, and forgets all before it.
   *
   * @param into is filled from its beginning
   * @return how many
   */
  int next(TopicPartition partition, long offset, @Nullable ConsumerRecord<byte[], byte[]>[] into) {
    Polled polled = partitions.get(partition);
    return polled == null ? 0 : polled.next(offset, into);
  }

  /** A task was closed. */
  void forget(TopicPartition partition) {
    partitions.remove(partition);
  }

  /** The partitions that records were polled of, and whose tasks have not been closed since. */
  public Set<TopicPartition> partitions() {
    return Set.copyOf(partitions.keySet());
  }

  /** How many records of a partition are held. */
  int size(TopicPartition partition) {
    Polled polled = partitions.get(partition);
    return polled == null ? 0 : polled.size();
  }

  /** Of one partition. */
  private static final class Polled {

    private final Deque<List<ConsumerRecord<byte[], byte[]>>> batches = new ArrayDeque<>();
    private int size;

    /** The first record of the first batch that is not over. */
    private int at;

    synchronized void add(List<ConsumerRecord<byte[], byte[]>> records) {
      List<ConsumerRecord<byte[], byte[]>> last = batches.peekLast();
      if (last != null && records.get(0).offset() <= last.get(last.size() - 1).offset()) {
        clear(); // read again from an earlier offset
      }
      if (size + records.size() <= MOST) {
        batches.addLast(records);
        size += records.size();
      }
    }

    synchronized int next(long offset, @Nullable ConsumerRecord<byte[], byte[]>[] into) {
      pass(offset);
      int count = 0;
      int from = at;
      for (List<ConsumerRecord<byte[], byte[]>> batch : batches) {
        for (int i = from; i < batch.size(); i++) {
          if (count == into.length) {
            return count;
          }
          into[count++] = batch.get(i);
        }
        from = 0;
      }
      return count;
    }

    private void pass(long offset) {
      while (!batches.isEmpty()) {
        List<ConsumerRecord<byte[], byte[]>> batch = batches.getFirst();
        while (at < batch.size()) {
          if (batch.get(at).offset() >= offset) {
            return;
          }
          at++;
        }
        batches.removeFirst();
        size -= batch.size();
        at = 0;
      }
    }

    private void clear() {
      batches.clear();
      size = 0;
      at = 0;
    }

    synchronized int size() {
      return size - at;
    }
  }
}
