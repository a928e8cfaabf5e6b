package io.beckon.app.health;

import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** Kafka Streams runs: all its partitions are restored and read. */
public record StreamsReady(String name, Supplier<KafkaStreams.State> state) implements Component {

  @Override
  public Check check() {
    KafkaStreams.State now = state.get();
    return now == KafkaStreams.State.RUNNING
        ? Check.ok("state RUNNING")
        : Check.failed("state " + now + ", not RUNNING yet or no more");
  }
}
