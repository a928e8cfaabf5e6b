package io.beckon.app.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * The metrics of Kafka that are worth a series: those that something is to be decided by. Without
 * this, Micrometer registers every metric of every thread, task, store and client: thousands.
 */
public final class KafkaAllowed implements MeterFilter {

  /** One series for an instance. */
  static final Set<String> PER_INSTANCE =
      Set.of(
          "kafka.stream.client.state",
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads");

  /** One series for each stream thread. */
  static final Set<String> PER_THREAD =
      Set.of(
          "kafka.stream.thread.commit.latency.max",
          "kafka.stream.thread.commit.rate",
          "kafka.stream.thread.process.latency.max",
          "kafka.stream.thread.process.ratio",
          "kafka.stream.thread.punctuate.latency.max",
          "kafka.stream.thread.poll.ratio");

  /** One series for each running partition, and one for the global tables. */
  static final Set<String> PER_PARTITION = Set.of("kafka.stream.task.dropped.records.total");

  private static final String KAFKA = "kafka.";

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    String name = id.getName();
    boolean allowed =
        !name.startsWith(KAFKA)
            || PER_INSTANCE.contains(name)
            || PER_THREAD.contains(name)
            || PER_PARTITION.contains(name);
    return allowed ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
  }
}
