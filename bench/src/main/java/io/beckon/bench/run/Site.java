package io.beckon.bench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.CommandFailedException;
import io.beckon.bench.scenario.AppProcess;
import io.beckon.bench.scenario.Arguments;
import io.beckon.bench.scenario.Pass;
import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A broker and the instances of one application, which are asked and stopped from outside. */
final class Site implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 20;

  private final Workshop workshop;
  private final JavaProcess broker;
  private final String bootstrapServers;
  private final Topics topics;
  private final int partitions;
  private final int threads;
  private final String name;

  Site(Workshop workshop, int partitions, int threads, String name) throws InterruptedException {
    this.workshop = workshop;
    this.partitions = partitions;
    this.threads = threads;
    this.name = name;
    this.broker =
        workshop.start(
            "broker",
            List.of("-Xmx2g", "-XX:+UseG1GC"),
            Scenario.ownClassPath(),
            BrokerMain.class.getName(),
            List.of(workshop.directory().resolve("broker").toString()));
    this.bootstrapServers = broker.await("BROKER", Duration.ofSeconds(60));
    this.topics = new Topics(bootstrapServers);
  }

  /**
   * What an instance is told.
   *
   * @param instance has its own directory
   * @param settings of the application
   * @param events in the input, as far as it matters
   */
  Arguments arguments(String instance, Map<String, String> settings, long events) {
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("bootstrap", bootstrapServers);
    arguments.put("partitions", String.valueOf(partitions));
    arguments.put("threads", String.valueOf(threads));
    arguments.put("events", String.valueOf(events));
    arguments.put("input", name + "-events");
    arguments.put("output", name);
    arguments.put("id", "bench-" + name);
    arguments.put("release", "tick");
    arguments.put("dir", workshop.directory().resolve(instance).toString());
    settings.forEach((key, value) -> arguments.put(Arguments.SETTING + key, value));
    return Arguments.of(arguments);
  }

  /** Makes the topics and publishes the flows, as of a minute before a time. */
  void prelude(Arguments arguments, long startsAt) {
    Scenarios.named("ship")
        .orElseThrow()
        .prelude()
        .before(arguments, Pass.measured(arguments), startsAt);
  }

  JavaProcess start(String process, Arguments arguments) throws InterruptedException {
    JavaProcess app =
        workshop.start(
            process,
            Scenario.USUAL_JVM,
            Scenario.ownClassPath(),
            AppProcess.class.getName(),
            arguments.values().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList());
    app.await("STARTED", ANSWER);
    return app;
  }

  JsonNode look(JavaProcess app) throws InterruptedException {
    return ask(app, "LOOK");
  }

  JsonNode lookAtMemory(JavaProcess app) throws InterruptedException {
    return ask(app, "LOOK MEMORY");
  }

  private static JsonNode ask(JavaProcess app, String question) throws InterruptedException {
    app.say(question);
    String answer = app.await("LOOK", ANSWER);
    try {
      return new ObjectMapper().readTree(answer);
    } catch (JsonProcessingException e) {
      throw CommandFailedException.failed("the application's answer is no JSON: " + answer, e);
    }
  }

  /** Waits until the application is in a state; returns what it is like then. */
  JsonNode awaitState(JavaProcess app, String state, Duration patience)
      throws InterruptedException {
    return await(app, "is " + state, patience, look -> look.path("state").asText().equals(state));
  }

  /** Waits until something holds of an application; returns what it is like then. */
  JsonNode await(
      JavaProcess app,
      String what,
      Duration patience,
      java.util.function.Predicate<JsonNode> reached)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      JsonNode look = look(app);
      if (reached.test(look)) {
        return look;
      }
      if (System.nanoTime() > deadline) {
        throw CommandFailedException.failed(
            "after "
                + patience.toSeconds()
                + " s the application still is not as awaited ("
                + what
                + "): "
                + look,
            null);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Closes the application as the command line does, and waits until it is gone. */
  void stop(JavaProcess app) throws InterruptedException {
    app.say("STOP");
    app.await("STOPPED", ANSWER);
    workshop.end(app);
  }

  /** Ends the process at once, as {@code kill -9} does; returns when, epoch milliseconds. */
  long kill(JavaProcess app) {
    long at = System.currentTimeMillis();
    app.kill();
    workshop.end(app);
    return at;
  }

  Path directory(String instance) {
    return workshop.directory().resolve(instance);
  }

  void discard(String instance) {
    workshop.discard(directory(instance));
  }

  ProcessHandle broker() {
    return broker.handle();
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  Topics topics() {
    return topics;
  }

  void sleepUntil(long epochMillis) throws InterruptedException {
    long left = epochMillis - System.currentTimeMillis();
    if (left > 0) {
      Thread.sleep(left);
    }
  }

  @Override
  public void close() {
    topics.close();
  }
}
