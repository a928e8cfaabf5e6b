package io.beckon.it;

import io.beckon.schemas.WireCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic as its consumers see it: committed records only, from the beginning. What was read is
 * kept, so that each look sees everything so far.
 *
 * @param <T> type of the values
 */
final class Output<T extends SpecificRecord> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  /** A value with its place; {@code seenAt} is when it was read here, epoch milliseconds. */
  record Seen<T>(T value, int partition, long offset, long timestamp, long seenAt) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final WireCodec codec;
  private final String topic;
  private final Class<T> type;
  private final List<Seen<T>> seen = new ArrayList<>();

  Output(Map<String, Object> properties, WireCodec codec, String topic, Class<T> type) {
    Map<String, Object> committed = new HashMap<>(properties);
    committed.put("isolation.level", "read_committed");
    committed.put("auto.offset.reset", "earliest");
    committed.put("fetch.max.wait.ms", 20);
    this.consumer =
        new KafkaConsumer<>(committed, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.codec = codec;
    this.topic = topic;
    this.type = type;
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Everything that is committed now. */
  List<T> all() {
    return seen().stream().map(Seen::value).toList();
  }

  /** Everything that is committed now, with its place. */
  List<Seen<T>> seen() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll();
    }
    return List.copyOf(seen);
  }

  /** Waits until one comes that fits, and returns the first. */
  T awaitOne(String description, Predicate<T> wanted, Duration limit) {
    return await(1, description, wanted, limit).get(0);
  }

  /** Waits until at least so many have come that fit. */
  List<T> await(int count, String description, Predicate<T> wanted, Duration limit) {
    List<T> found = new ArrayList<>();
    int[] looked = {0};
    Await.until(
        () -> {
          poll();
          for (; looked[0] < seen.size(); looked[0]++) {
            T value = seen.get(looked[0]).value();
            if (wanted.test(value)) {
              found.add(value);
            }
          }
          return found.size() >= count;
        },
        limit,
        () ->
            count
                + " of "
                + topic
                + ": "
                + description
                + "; there are "
                + found.size()
                + " among "
                + seen.size());
    return found;
  }

  /**
   * Waits until some have come, a shop's application has read all, and nothing has come for a
   * while: timers fire after the last record was read.
   */
  List<T> awaitQuiet(Shop shop, Duration quiet) {
    long[] since = {System.nanoTime()};
    int[] count = {-1};
    Await.until(
        () -> {
          int now = poll();
          if (now != count[0] || !shop.isCaughtUp()) {
            count[0] = now;
            since[0] = System.nanoTime();
          }
          return now > 0 && System.nanoTime() - since[0] > quiet.toNanos();
        },
        Shop.LIMIT.multipliedBy(2),
        () -> topic + " is not quiet; lag " + shop.lag());
    return all();
  }

  /** How many have been read so far. */
  int poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      @Nullable T value = codec.decode(topic, record.headers(), record.value(), type);
      seen.add(
          new Seen<>(
              value,
              record.partition(),
              record.offset(),
              record.timestamp(),
              System.currentTimeMillis()));
    }
    return seen.size();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
