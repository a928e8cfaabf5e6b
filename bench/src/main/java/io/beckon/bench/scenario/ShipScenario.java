package io.beckon.bench.scenario;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.metrics.Totals;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * The shipping application, as {@code beckon run} starts it, over an input that begins with the
 * ready-made flows. With {@code release=decision} a send leaves when it is decided, as in a
 * reprocessing.
 */
public final class ShipScenario {

  private static final long LOOK_MILLIS = 1;
  private static final long STARTED_NANOS = Duration.ofMinutes(2).toNanos();
  private static final long SETTLED_NANOS = Duration.ofSeconds(20).toNanos();

  private ShipScenario() {}

  /** Runs it as a process of its own. */
  public static void main(String[] args) {
    Child.converse(args, ShipScenario::run);
  }

  /** The configuration of a pass. */
  public static BeckonConfig config(Arguments arguments, Pass pass) {
    return ShippingConfig.of(
        arguments,
        pass,
        Map.of(
            "release.when", arguments.text("release"),
            "outcomes.enabled", arguments.text("outcomes", "true")));
  }

  private static void run(Arguments arguments, Pass pass, Probe probe) throws Exception {
    BeckonConfig config = config(arguments, pass);
    long expected = pass.measured() ? arguments.number("expected", -1) : -1;
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (Committed committed = new Committed(arguments.bootstrap(), pass.id(), pass.input());
        Application application =
            Application.create(
                config, RuleFiles.readyMade().policy(), meters, System::currentTimeMillis)) {
      application.start();
      awaitFirst(application, meters);
      probe.started();
      committed.await(() -> ended(application));
      awaitTriggers(application, meters, expected);
      probe.ended();
      probe.found("longestPunctuationNanos", longestPunctuation(application.streams()));
      probe.found("commands", Totals.of(meters, "beckon.commands"));
      probe.found("decisions", Totals.of(meters, "beckon.decisions"));
      probe.found("duplicates", Totals.of(meters, "beckon.duplicates"));
      probe.found("deadLetters", Totals.of(meters, "beckon.dead.letters"));
    }
    TriggerTopic.Found triggers = TriggerTopic.read(config);
    probe.found("triggers", triggers.total());
    probe.found("triggersByKind", triggers.byKind());
    probe.found("outputs", triggers.total() + Totals.of(meters, "beckon.commands"));
  }

  private static void awaitFirst(Application application, PrometheusMeterRegistry meters)
      throws InterruptedException {
    long since = System.nanoTime();
    while (Totals.of(meters, "beckon.events") == 0) {
      fail(application);
      if (System.nanoTime() - since > STARTED_NANOS) {
        throw new IllegalStateException(
            "The application counted no event within " + STARTED_NANOS / 1_000_000_000 + " s");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Timers that are all due at the last record are fired after it was committed. */
  private static void awaitTriggers(
      Application application, PrometheusMeterRegistry meters, long expected)
      throws InterruptedException {
    long known = -1;
    long since = System.nanoTime();
    while (true) {
      long now = Totals.of(meters, "beckon.triggers");
      if (now >= expected) {
        return;
      }
      if (now != known) {
        known = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > SETTLED_NANOS) {
        return;
      }
      fail(application);
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static void fail(Application application) {
    String failure = ended(application);
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private static @Nullable String ended(Application application) {
    KafkaStreams.State state = application.streams().state();
    return state.hasCompletedShutdown() || state == KafkaStreams.State.PENDING_ERROR
        ? "The application ended by itself (" + state + "); its log says why"
        : null;
  }

  private static long longestPunctuation(KafkaStreams streams) {
    double millis =
        streams.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("punctuate-latency-max"))
            .map(metric -> metric.metricValue())
            .filter(Double.class::isInstance)
            .mapToDouble(Double.class::cast)
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(-1);
    return millis < 0 ? -1 : (long) (millis * 1e6);
  }
}
