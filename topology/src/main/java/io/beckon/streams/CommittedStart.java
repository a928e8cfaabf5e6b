package io.beckon.streams;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Streams' usual clients, with one promise more: a task that begins reads from what was
 * committed.
 *
 * <p>Kafka Streams 4.3.1 breaks it in a race. A task found corrupt (a time-out under exactly-once
 * is enough) is closed, to be revived with its partitions set back to the committed offsets. If the
 * rebalance that this triggers ends first, the task is not revived but made anew, and nobody sets
 * the partitions back: what was read and not committed is skipped for ever. Each beginning task
 * asks the consumer for its committed offsets, and nothing else does; so the partitions are set
 * back there. A partition without a committed offset is read from its beginning, as the topology's
 * sources say.
 *
 * <p>For the classic group protocol; with the {@code streams} protocol Kafka does not ask for this
 * consumer.
 */
public final class CommittedStart implements KafkaClientSupplier {

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return settingBack(consumer(config));
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A consumer that goes back to the committed offsets whenever it is asked for them. */
  @SuppressWarnings("unchecked")
  static Consumer<byte[], byte[]> settingBack(Consumer<byte[], byte[]> consumer) {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Consumer.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (proxy, method, arguments) -> {
              Object answer = call(consumer, method, arguments);
              if (method.getName().equals("committed")) {
                setBack(
                    consumer,
                    (Set<TopicPartition>) arguments[0],
                    (Map<TopicPartition, OffsetAndMetadata>) answer);
              }
              return answer;
            });
  }

  private static Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static void setBack(
      Consumer<byte[], byte[]> consumer,
      Set<TopicPartition> asked,
      Map<TopicPartition, OffsetAndMetadata> committed) {
    Set<TopicPartition> assigned = consumer.assignment();
    for (TopicPartition partition : asked) {
      OffsetAndMetadata offset = committed.get(partition);
      if (!assigned.contains(partition)) {
        continue;
      }
      if (offset == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset);
      }
    }
  }
}
