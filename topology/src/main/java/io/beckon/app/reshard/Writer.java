package io.beckon.app.reshard;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes in transactions. A second one for the same application ends the first: its open
 * transaction is aborted, and it can write no more.
 */
final class Writer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private boolean open;
  private volatile boolean restamped;

  /**
   * A writer.
   *
   * @param longest a transaction may take so long
   */
  Writer(BeckonConfig config, String to, Duration longest) {
    Map<String, Object> properties = config.kafka().producerProperties();
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, to + "-reshard");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(longest.toMillis()));
    properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, config.limits().deadLetterBytes());
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw failed(e);
    }
  }

  /** Writes a record into the open transaction, which is begun when there is none. */
  void send(ProducerRecord<byte[], byte[]> record) {
    try {
      if (!open) {
        producer.beginTransaction();
        open = true;
        restamped = false;
      }
      Long given = record.timestamp();
      Future<RecordMetadata> unused =
          producer.send(
              record,
              (written, error) -> {
                if (error == null && given != null && written.timestamp() != given) {
                  restamped = true;
                }
              });
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** Did the brokers put their own time on a record of this transaction? */
  boolean isRestamped() {
    producer.flush();
    return restamped;
  }

  /** Seals what was written; nothing happens when nothing was. */
  void commit() {
    if (open) {
      try {
        producer.commitTransaction();
        open = false;
      } catch (KafkaException e) {
        throw failed(e);
      }
    }
  }

  void abort() {
    if (open) {
      open = false;
      producer.abortTransaction();
    }
  }

  private static CommandFailedException failed(KafkaException e) {
    return CommandFailedException.failed(
        e instanceof ProducerFencedException
            ? "another 'beckon reshard' to this application has begun, and this one ends"
            : "a write failed: " + e.getMessage() + ". Repeat the command to go on.",
        e);
  }

  @Override
  public void close() {
    try {
      abort();
    } catch (KafkaException e) {
      // What is open is aborted by the next writer, or by time.
    }
    producer.close(Duration.ofSeconds(5));
  }
}
