package io.beckon.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.config.BeckonConfig;
import io.beckon.bench.report.Latencies;
import io.beckon.bench.report.LatencyJson;
import io.beckon.bench.scenario.Arguments;
import io.beckon.bench.scenario.Pass;
import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.scenario.Scenarios;
import io.beckon.bench.scenario.ShippingConfig;
import io.beckon.bench.workload.Shape;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Steady load on the shipping application: each event is sent when it is due, and each command that
 * is due is waited for, counted from when the last event of its shopper should have been sent.
 */
public final class LiveRun {

  private static final long DRAIN_EVENTS = 1_000_000;
  private static final double NOISY = 0.15;
  private static final double PER_PARTITION = 25;
  private static final double EVENTS_PER_LEAVER = 50;
  private static final Duration LATE = Duration.ofSeconds(20);

  private final LiveSettings settings;
  private final Consumer<String> says;

  private LiveRun(LiveSettings settings, Consumer<String> says) {
    this.settings = settings;
    this.says = says;
  }

  /**
   * Measures.
   *
   * @param says hears what is going on
   * @return what was found
   */
  public static ObjectNode run(LiveSettings settings, Consumer<String> says)
      throws InterruptedException {
    return new LiveRun(settings, says).run();
  }

  private ObjectNode run() throws InterruptedException {
    ObjectNode found = new ObjectMapper().createObjectNode().put("kind", "live");
    double rate = settings.rate() == null ? halfOfDrain(found) : settings.rate();
    try (Workshop workshop = new Workshop(settings.keep());
        Site site = new Site(workshop, settings.partitions(), settings.threads(), "live")) {
      measure(site, rate, found);
    }
    return found;
  }

  private double halfOfDrain(ObjectNode found) throws InterruptedException {
    says.accept("A drain run first, to know what half of it is.");
    Scenario ship = Scenarios.named("ship").orElseThrow();
    List<Measurement> drained =
        Bench.run(
            new BenchSettings(
                List.of(ship),
                List.of(Shape.CART),
                DRAIN_EVENTS,
                1,
                settings.threads(),
                settings.partitions(),
                settings.seed(),
                System.currentTimeMillis() - Duration.ofMinutes(10).toMillis(),
                settings.settings(),
                List.of(),
                settings.keep()),
            run -> {});
    double rate = drained.get(0).rate();
    says.accept(String.format(java.util.Locale.ROOT, "It drains %,.0f events/s.", rate));
    found.put("drainEventsPerSecond", rate);
    found.put("drainNoisy", drained.get(0).noisy());
    return rate / 2;
  }

  private void measure(Site site, double rate, ObjectNode found) throws InterruptedException {
    Arguments arguments = site.arguments("live", settings.all(), 0);
    BeckonConfig config = ShippingConfig.of(arguments, Pass.measured(arguments));
    site.prelude(arguments, System.currentTimeMillis() + Duration.ofMinutes(1).toMillis());
    JavaProcess app = site.start("app", arguments);
    site.awaitState(app, "RUNNING", Duration.ofMinutes(2));
    double eventsPerLeaver =
        Math.max(EVENTS_PER_LEAVER, rate / (PER_PARTITION * settings.partitions()));
    long idle = config.time().cartIdle().plus(config.time().settle()).toMillis();
    long warm = idle + LiveSettings.WARM_UP.toMillis();
    long ends = warm + settings.measured().toMillis();
    Latencies commands = new Latencies();
    Latencies fromLog = new Latencies();
    Latencies triggers = new Latencies();
    try (LiveSender sender =
            new LiveSender(config, rate, eventsPerLeaver, settings.seed(), idle, commands);
        LiveWatch watch = new LiveWatch(config, commands, fromLog, triggers)) {
      watch.start();
      says.accept(
          String.format(
              java.util.Locale.ROOT,
              "%,.0f events/s; latencies are taken from second %d to second %d.",
              rate,
              warm / 1000,
              ends / 1000));
      long start = sender.start(ends);
      site.sleepUntil(start + warm);
      Machine.Look before = Machine.Look.at(site.broker(), app.handle());
      long appBefore = site.look(app).path("cpuNanos").asLong();
      Topics.Size logBefore = site.topics().changelogs(arguments.text("id") + "-run");
      long sentBefore = sender.sent();
      site.sleepUntil(start + ends);
      long sent = sender.sent() - sentBefore;
      Topics.Size logAfter = site.topics().changelogs(arguments.text("id") + "-run");
      JsonNode look = site.look(app);
      Machine.Look after = Machine.Look.at(site.broker(), app.handle());
      long patience = System.currentTimeMillis() + LATE.toMillis();
      while (!commands.allSeenBefore(start + ends) && System.currentTimeMillis() < patience) {
        Thread.sleep(50);
      }
      long now = System.currentTimeMillis();
      sender.fail();
      watch.fail();
      double foreign = after.foreignSince(before);
      double window = (after.nanos() - before.nanos()) * (double) Machine.processors();
      found
          .put("rate", rate)
          .put("seconds", settings.measured().toSeconds())
          .put("partitions", settings.partitions())
          .put("threads", settings.threads())
          .put("events", sent)
          .put("mostLateMillis", sender.mostLateMillis())
          .put("eventsPerLeaver", eventsPerLeaver)
          .put("foreignShare", Double.isNaN(foreign) ? null : (Double) foreign)
          .put("noisy", foreign > NOISY)
          .put("appCpuShare", (look.path("cpuNanos").asLong() - appBefore) / window)
          .put("brokerCpuShare", (after.brokerNanos() - before.brokerNanos()) / window)
          .put("changelogBytesPerEvent", (logAfter.bytes() - logBefore.bytes()) / (double) sent)
          .put(
              "changelogRecordsPerEvent",
              (logAfter.records() - logBefore.records()) / (double) sent);
      found.set("application", new ObjectMapper().valueToTree(settings.all()));
      found.set("machine", new ObjectMapper().valueToTree(Surroundings.of().values()));
      ObjectNode latencies = found.putObject("latencies");
      long from = start + warm;
      long until = start + ends;
      LatencyJson.put(latencies, "commandFromSchedule", commands.take(from, until, now));
      LatencyJson.put(latencies, "commandFromLogTime", fromLog.take(from, until, now));
      LatencyJson.put(latencies, "triggerFromLogTime", triggers.take(from, until, now));
      found.set("look", look);
    }
    app.say("STOP");
    app.await("STOPPED", Duration.ofMinutes(2));
  }
}
