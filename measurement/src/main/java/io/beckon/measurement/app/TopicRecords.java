package io.beckon.measurement.app;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.query.TopicScan;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The records that a topic holds: committed ones, to the end that it has when reading begins. */
public final class TopicRecords {

  private TopicRecords() {}

  /**
   * Reads all partitions.
   *
   * @param each gets the records, those of a partition in their order
   * @return are they all that were ever written, so that none was deleted by its age?
   * @throws CommandFailedException when Kafka cannot be reached, there is no topic, or a record
   *     cannot be read
   */
  public static <T extends SpecificRecord> boolean read(
      BeckonConfig config, String topic, Class<T> type, Consumer<T> each) {
    AtomicLong unreadable = new AtomicLong();
    boolean whole;
    try (TopicScan scan = new TopicScan(config);
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      List<TopicPartition> partitions = scan.partitions(topic);
      if (partitions.isEmpty()) {
        throw CommandFailedException.failed("there is no topic '" + topic + "'", null);
      }
      whole = scan.isWhole(partitions);
      scan.read(
          partitions,
          TopicScan.ALL,
          record -> {
            if (record.value() == null) {
              return;
            }
            try {
              each.accept(codec.decode(record.topic(), record.headers(), record.value(), type));
            } catch (UnreadablePayload e) {
              unreadable.incrementAndGet();
            }
          });
    } catch (KafkaException e) {
      throw CommandFailedException.failed(
          "can't read '" + topic + "' from Kafka: " + e.getMessage(), e);
    }
    if (unreadable.get() > 0) {
      throw CommandFailedException.failed(
          unreadable.get()
              + " records of '"
              + topic
              + "' can't be read; a report without them would be wrong",
          null);
    }
    return whole;
  }
}
