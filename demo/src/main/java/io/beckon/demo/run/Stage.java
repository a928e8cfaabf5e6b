package io.beckon.demo.run;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.metrics.Totals;
import io.beckon.app.rules.RulePublisher;
import io.beckon.app.rules.Rules;
import io.beckon.app.run.Application;
import io.beckon.app.topics.TopicSetup;
import io.beckon.broker.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;

/**
 * A broker, its topics, the published rules and the real application over them, ready when made;
 * nothing of it is left when closed.
 */
final class Stage implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  /** What to close, the latest first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BeckonConfig config;
  private final Application application;

  private Stage(double speed, LongSupplier clock) throws InterruptedException {
    try {
      Directory directory = opened(new Directory());
      EmbeddedBroker broker =
          opened(EmbeddedBroker.builder().directory(directory.resolve("broker")).start());
      config = DemoConfig.of(broker.bootstrapServers(), directory.resolve("state"), speed);
      try (Admin admin = Admin.create(config.kafka().adminProperties())) {
        TopicSetup.create(config, admin);
      }
      Rules rules = DemoRules.load();
      opened(meters::close);
      application = opened(Application.create(config, rules.policy(), meters, clock));
      application.start();
      RulePublisher.publish(config, rules.files(), Optional.of("demo"), clock);
      if (!application.awaitRunning(START)) {
        throw CommandFailedException.failed(
            "the application did not start within "
                + START.toSeconds()
                + " s; the log above says why. Is the machine very busy? Try again.",
            null);
      }
    } catch (RuntimeException | Error | InterruptedException e) {
      close();
      throw e;
    }
  }

  static Stage set(double speed, LongSupplier clock) throws InterruptedException {
    return new Stage(speed, clock);
  }

  BeckonConfig config() {
    return config;
  }

  /**
   * Looks whether the application is still at work.
   *
   * @throws CommandFailedException if it has ended
   */
  void check() {
    KafkaStreams.State state = application.streams().state();
    if (state.hasCompletedShutdown()) {
      throw CommandFailedException.failed(
          "the application ended by itself (" + state + "); the log above says why", null);
    }
  }

  /** Events that the application has taken in, by its own count. */
  long events() {
    return Totals.of(meters, "beckon.events");
  }

  /** Events that the application knew already, by its own count. */
  long duplicates() {
    return Totals.of(meters, "beckon.duplicates");
  }

  private <T extends AutoCloseable> T opened(T thing) {
    open.push(thing);
    return thing;
  }

  @Override
  public void close() {
    RuntimeException failed = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        RuntimeException unchecked =
            e instanceof RuntimeException known ? known : new IllegalStateException(e);
        if (failed == null) {
          failed = unchecked;
        } else {
          failed.addSuppressed(unchecked);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
