package io.beckon.bench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.CommandFailedException;
import io.beckon.bench.scenario.Arguments;
import io.beckon.bench.scenario.Pass;
import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.workload.Expected;
import io.beckon.bench.workload.Shape;
import io.beckon.bench.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Measures all scenarios over all shapes, interleaved: one round after the other. */
public final class Bench {

  private static final Duration BROKER_START = Duration.ofSeconds(60);
  private static final Duration WARM_UP = Duration.ofMinutes(15);
  private static final Duration MEASURED = Duration.ofMinutes(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BenchSettings settings;
  private final Consumer<Measurement> listener;
  private final Workshop workshop;
  private final JavaProcess broker;
  private final String bootstrapServers;
  private final Topics topics;
  private final Inputs inputs;

  private Bench(BenchSettings settings, Consumer<Measurement> listener, Workshop workshop)
      throws InterruptedException {
    this.settings = settings;
    this.listener = listener;
    this.workshop = workshop;
    this.broker =
        workshop.start(
            "broker",
            List.of("-Xmx2g", "-XX:+UseG1GC"),
            Scenario.ownClassPath(),
            BrokerMain.class.getName(),
            List.of(workshop.directory().resolve("broker").toString()));
    this.bootstrapServers = broker.await("BROKER", BROKER_START);
    this.topics = new Topics(bootstrapServers);
    this.inputs = new Inputs(bootstrapServers, topics);
  }

  /**
   * Measures.
   *
   * @param listener hears of each measurement as it ends
   * @return all of them
   * @throws CommandFailedException if a scenario fails, with the end of its log
   */
  public static List<Measurement> run(BenchSettings settings, Consumer<Measurement> listener)
      throws InterruptedException {
    try (Workshop workshop = new Workshop(settings.keep())) {
      return new Bench(settings, listener, workshop).run();
    }
  }

  private List<Measurement> run() throws InterruptedException {
    try (topics) {
      return measureAll();
    }
  }

  private List<Measurement> measureAll() throws InterruptedException {
    List<Measurement> all = new ArrayList<>();
    for (Shape shape : settings.shapes()) {
      for (int round = 1; round <= settings.rounds(); round++) {
        for (Scenario scenario : BenchSettings.rotated(settings.scenarios(), round)) {
          Measurement measured = measure(shape, scenario, round);
          listener.accept(measured);
          all.add(measured);
        }
      }
      topics.deleteAll(List.of("input-" + shape.label() + "-"));
    }
    return all;
  }

  private Measurement measure(Shape shape, Scenario scenario, int round)
      throws InterruptedException {
    long events = Math.max(Workload.LEAST_EVENTS, (long) (settings.events() * scenario.share()));
    Workload measured = workload(shape, events);
    Workload warmUp = workload(shape, Math.min(events, BenchSettings.warmUp(events)));
    String name = shape.label() + "-" + scenario.name() + "-" + round;
    Arguments arguments = arguments(scenario, name, measured, warmUp);
    prepare(scenario, arguments, measured, warmUp);
    JavaProcess child =
        workshop.start(
            name,
            JvmOptions.of(scenario, settings.jvm()),
            scenario.classPath().get(),
            scenario.mainClass(),
            arguments.values().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList());
    try {
      child.await("READY", WARM_UP);
      child.say("GO");
      child.await("START", WARM_UP);
      Machine.Look start = Machine.Look.at(broker.handle(), child.handle());
      child.await("END", MEASURED);
      Machine.Look end = Machine.Look.at(broker.handle(), child.handle());
      JsonNode result = json(child.await("RESULT", WARM_UP));
      workshop.end(child);
      return measurement(scenario, round, measured, arguments, start, end, result);
    } finally {
      child.kill();
      workshop.end(child);
      workshop.discard(Path.of(arguments.text("dir")));
      if (broker.isAlive()) {
        topics.deleteAll(List.of(name + "-", arguments.text("id") + "-"));
      }
    }
  }

  private Measurement measurement(
      Scenario scenario,
      int round,
      Workload workload,
      Arguments arguments,
      Machine.Look start,
      Machine.Look end,
      JsonNode result)
      throws InterruptedException {
    Topics.Size changelogs = topics.changelogs(Pass.measured(arguments).id());
    return new Measurement(
        workload.shape().label(),
        scenario.name(),
        round,
        workload.events(),
        Math.max(1, result.path("elapsedNanos").asLong()),
        result.path("cpuNanos").asLong(),
        end.brokerNanos() - start.brokerNanos(),
        end.foreignSince(start),
        result.path("peakRssBytes").asLong(),
        changelogs.bytes(),
        changelogs.records(),
        result.path("longestPunctuationNanos").asLong(-1),
        result.path("triggers").asLong(-1),
        scenario.triggers() == Scenario.Triggers.NONE ? null : inputs.expected(workload),
        result);
  }

  private void prepare(Scenario scenario, Arguments arguments, Workload measured, Workload warmUp)
      throws InterruptedException {
    Pass first = Pass.warmUp(arguments);
    Pass second = Pass.measured(arguments);
    switch (scenario.input()) {
      case OWN -> {
        scenario.prelude().before(arguments, first, warmUp.startsAt());
        inputs.write(first.input(), warmUp);
        scenario.prelude().before(arguments, second, measured.startsAt());
        inputs.write(second.input(), measured);
      }
      case SHARED, NONE -> {
        // Written, if at all, when its name was asked for.
      }
    }
    if (scenario.output()) {
      topics.create(first.output(), settings.partitions());
      topics.create(second.output(), settings.partitions());
    }
  }

  private Arguments arguments(Scenario scenario, String name, Workload measured, Workload warmUp)
      throws InterruptedException {
    Map<String, String> arguments = new TreeMap<>(scenario.arguments());
    arguments.put("bootstrap", bootstrapServers);
    arguments.put("events", String.valueOf(measured.events()));
    arguments.put("warmupEvents", String.valueOf(warmUp.events()));
    arguments.put("partitions", String.valueOf(settings.partitions()));
    arguments.put("threads", String.valueOf(settings.threads()));
    arguments.put("output", name);
    arguments.put("dir", workshop.directory().resolve(name).toString());
    arguments.put("id", "bench-" + name);
    arguments.put("shape", measured.shape().label());
    arguments.put("seed", String.valueOf(measured.seed()));
    arguments.put("endsAt", String.valueOf(measured.endsAt()));
    boolean shared = scenario.input() == Scenario.Input.SHARED;
    arguments.put("input", shared ? inputs.shared(measured) : name + "-events-run");
    arguments.put("warmup", shared ? inputs.shared(warmUp) : name + "-events-warm");
    if (scenario.triggers() == Scenario.Triggers.EXACT) {
      Expected expected = inputs.expected(measured);
      arguments.put("expected", String.valueOf(expected.total()));
    }
    settings.settings().forEach((key, value) -> arguments.put(Arguments.SETTING + key, value));
    return Arguments.of(arguments);
  }

  private Workload workload(Shape shape, long events) {
    return new Workload(shape, events, settings.partitions(), settings.seed(), settings.endsAt());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw CommandFailedException.failed("a scenario's result is no JSON: " + text, e);
    }
  }
}
