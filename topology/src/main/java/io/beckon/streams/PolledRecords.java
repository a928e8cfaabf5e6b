package io.beckon.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Notes in {@link Upcoming} what the consumer of a stream thread polled; changes nothing. */
public final class PolledRecords implements ConsumerInterceptor<byte[], byte[]> {

  /** Configuration of the consumer: an {@link Upcoming}; without it nothing is noted. */
  public static final String UPCOMING = "beckon.upcoming";

  /**
   * Where interceptors of the main consumer may stand; the first that does wins over the others.
   */
  private static final List<String> NAMES =
      List.of(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
          StreamsConfig.consumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
          ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

  private @Nullable Upcoming upcoming;

  /** Made by the consumer, by name. */
  public PolledRecords() {}

  /**
   * Has the main consumers of Kafka Streams tell what they poll.
   *
   * @param properties of Kafka Streams; interceptors that they name stay, before this one
   */
  public static void tell(Upcoming upcoming, Properties properties) {
    List<String> names = new ArrayList<>();
    for (String name : NAMES) {
      Object known = properties.get(name);
      if (known != null) {
        (known instanceof Collection<?> many ? many : List.of(known.toString().split(",", -1)))
            .forEach(each -> names.add(each.toString().strip()));
        break;
      }
    }
    names.removeIf(String::isEmpty);
    names.add(PolledRecords.class.getName());
    properties.put(NAMES.get(0), names);
    properties.put(StreamsConfig.mainConsumerPrefix(UPCOMING), upcoming);
  }

  @Override
  public void configure(Map<String, ?> config) {
    upcoming = config.get(UPCOMING) instanceof Upcoming shared ? shared : null;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    if (upcoming != null) {
      for (TopicPartition partition : records.partitions()) {
        upcoming.polled(partition, records.records(partition));
      }
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Only polls matter.
  }

  @Override
  public void close() {
    // A task that is closed forgets its partition.
  }
}
