package io.beckon.bench.scenario.dsl;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.StreamsProperties;
import io.beckon.bench.scenario.Arguments;
import io.beckon.bench.scenario.Child;
import io.beckon.bench.scenario.Committed;
import io.beckon.bench.scenario.Pass;
import io.beckon.bench.scenario.Probe;
import io.beckon.bench.scenario.ShippingConfig;
import io.beckon.bench.scenario.TriggerTopic;
import io.beckon.bench.scenario.dsl.DslTopology.Emission;
import io.beckon.streams.CommittedStart;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/**
 * The abandonment job with the Kafka Streams DSL and the client settings of the shipping
 * application. With {@code emit=window_close} the windows hold their results back themselves,
 * instead of {@code suppress}.
 *
 * <p>It has ended when all of the input, and all of the closed sessions in the repartition topic,
 * are committed.
 */
public final class DslScenario {

  private static final Duration CLOSE = Duration.ofSeconds(30);

  private DslScenario() {}

  /** Runs it as a process of its own. */
  public static void main(String[] args) {
    Child.converse(args, DslScenario::run);
  }

  private static void run(Arguments arguments, Pass pass, Probe probe) throws Exception {
    BeckonConfig config = ShippingConfig.of(arguments, pass);
    Properties properties = StreamsProperties.of(config);
    Emission emission =
        Emission.valueOf(arguments.text("emit", "suppress").toUpperCase(Locale.ROOT));
    AtomicReference<@Nullable String> failure = new AtomicReference<>();
    KafkaStreams streams =
        new KafkaStreams(
            DslTopology.build(pass.input(), pass.output(), emission, properties, probe::started),
            properties,
            new CommittedStart());
    streams.setUncaughtExceptionHandler(
        e -> {
          failure.set("The DSL job failed: " + e);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    try (Committed input = new Committed(arguments.bootstrap(), pass.id(), pass.input())) {
      streams.start();
      input.await(failure::get);
      awaitSessions(arguments, pass, failure);
      probe.ended();
    } finally {
      streams.close(
          CloseOptions.timeout(CLOSE)
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
    TriggerTopic.Found triggers = TriggerTopic.read(arguments.bootstrap(), pass.output());
    probe.found("triggers", triggers.total());
    probe.found("triggersByKind", triggers.byKind());
    probe.found("outputs", triggers.total());
  }

  /** They were written in the transactions that committed the input, so they are all there. */
  private static void awaitSessions(
      Arguments arguments, Pass pass, AtomicReference<@Nullable String> failure) throws Exception {
    String topic = DslTopology.repartitionTopic(pass.id());
    try (Committed sessions = Committed.ofTransactions(arguments.bootstrap(), pass.id(), topic)) {
      sessions.await(failure::get);
    }
  }
}
