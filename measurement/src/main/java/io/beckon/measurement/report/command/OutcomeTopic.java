package io.beckon.measurement.report.command;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.query.TopicScan;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.OutcomeEvent;
import io.beckon.engine.outcome.Moments;
import io.beckon.measurement.report.figures.Stories;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The outcomes that the topic holds: committed ones, to the end that it has when reading begins.
 */
public final class OutcomeTopic {

  private OutcomeTopic() {}

  /**
   * Reads all partitions.
   *
   * @throws CommandFailedException when Kafka cannot be reached, there is no topic, or a record
   *     cannot be read
   */
  static Stories read(BeckonConfig config) {
    Stories stories = new Stories(config.measure().lateness());
    read(config, stories::tell);
    return stories;
  }

  /**
   * The same.
   *
   * @param each gets the outcomes, those of a partition in their order
   */
  public static void read(BeckonConfig config, Consumer<OutcomeEvent> each) {
    String topic = config.topics().outcomes();
    AtomicLong unreadable = new AtomicLong();
    try (TopicScan scan = new TopicScan(config);
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      List<TopicPartition> partitions = scan.partitions(topic);
      if (partitions.isEmpty()) {
        throw CommandFailedException.failed("there is no topic '" + topic + "'", null);
      }
      scan.read(
          partitions,
          TopicScan.ALL,
          record -> {
            if (record.value() == null) {
              return;
            }
            try {
              Moments.apart(
                      codec.decode(
                          record.topic(), record.headers(), record.value(), OutcomeEvent.class))
                  .forEach(each);
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
  }
}
