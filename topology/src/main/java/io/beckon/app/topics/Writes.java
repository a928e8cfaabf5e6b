package io.beckon.app.topics;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.KafkaConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a command writes: it has done so when all replicas in sync have it, and not before. */
public final class Writes {

  private Writes() {}

  /** A producer whose records are on all replicas in sync, once and in order. */
  public static KafkaProducer<byte[], byte[]> producer(KafkaConfig kafka) {
    Map<String, Object> properties = kafka.producerProperties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Waits until records are written.
   *
   * @param what was written, such as "a definition"
   * @param again what happens when the command is run again, such as "what was written is kept"
   * @throws CommandFailedException when one could not be written
   */
  public static void await(List<Future<RecordMetadata>> writes, String what, String again) {
    for (Future<RecordMetadata> write : writes) {
      await(write, what, again);
    }
  }

  /**
   * Waits until a record is written.
   *
   * @throws CommandFailedException when it could not be
   */
  public static void await(Future<RecordMetadata> write, String what, String again) {
    try {
      write.get();
    } catch (ExecutionException e) {
      throw CommandFailedException.failed(
          what
              + " could not be written: "
              + (e.getCause() == null ? e : e.getCause()).getMessage()
              + ". Run the command again; "
              + again
              + ".",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailedException.failed(
          "interrupted while writing; run the command again to complete it", e);
    }
  }
}
