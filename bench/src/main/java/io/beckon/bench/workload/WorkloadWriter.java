package io.beckon.bench.workload;

import io.beckon.schemas.SingleObjectCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends a history to a topic: single-object Avro, the history's own times, uncompressed. */
public final class WorkloadWriter {

  private WorkloadWriter() {}

  /**
   * Appends it all and waits until the broker has it.
   *
   * @return bytes of the values
   * @throws IllegalStateException if the broker refuses a record
   */
  public static long write(String bootstrapServers, String topic, Workload workload) {
    return write(bootstrapServers, topic, workload::play);
  }

  /**
   * Appends what is played and waits until the broker has it.
   *
   * @return bytes of the values
   * @throws IllegalStateException if the broker refuses a record
   */
  public static long write(String bootstrapServers, String topic, Consumer<EventSink> play) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long[] bytes = new long[1];
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        SingleObjectCodec codec = new SingleObjectCodec()) {
      play.accept(
          (shopper, at, event) -> {
            byte[] value = codec.encode(topic, event);
            bytes[0] += value.length;
            Future<RecordMetadata> unused =
                producer.send(
                    new ProducerRecord<>(topic, null, at, ShopperIds.key(shopper), value),
                    (where, error) -> {
                      if (error != null) {
                        failure.compareAndSet(null, error);
                      }
                    });
          });
      producer.flush();
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException(
          "The input could not be written to " + topic + ": " + failed, failed);
    }
    return bytes[0];
  }
}
