package io.beckon.measurement.report.command;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.contract.OutcomeEvent;
import io.beckon.engine.outcome.Moments;
import io.beckon.measurement.app.TopicRecords;
import io.beckon.measurement.report.figures.Stories;
import java.util.function.Consumer;

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
    Stories stories = new Stories(config.measure());
    read(config, stories::tell);
    return stories;
  }

  /**
   * The same.
   *
   * @param each gets the outcomes, those of a partition in their order
   */
  public static void read(BeckonConfig config, Consumer<OutcomeEvent> each) {
    TopicRecords.read(
        config,
        config.topics().outcomes(),
        OutcomeEvent.class,
        record -> Moments.apart(record).forEach(each));
  }
}
