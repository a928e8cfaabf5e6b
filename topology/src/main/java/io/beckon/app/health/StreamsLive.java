package io.beckon.app.health;

import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** Kafka Streams has not ended. It lives while it starts, restores, rebalances, runs and stops. */
public record StreamsLive(String name, Supplier<KafkaStreams.State> state) implements Component {

  @Override
  public Check check() {
    KafkaStreams.State now = state.get();
    return switch (now) {
      case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> Check.ok("state " + now);
      case PENDING_ERROR, ERROR, NOT_RUNNING ->
          Check.failed("state " + now + ": it has ended; the log says why");
    };
  }
}
