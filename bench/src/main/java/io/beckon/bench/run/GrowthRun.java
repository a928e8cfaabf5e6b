package io.beckon.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.bench.scenario.Arguments;
import io.beckon.bench.scenario.Committed;
import io.beckon.bench.workload.EventSink;
import io.beckon.bench.workload.GrowthHistory;
import io.beckon.bench.workload.WorkloadWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One size of a shop, from empty: everybody comes once, some open a cart, the application is closed
 * and started again, drains the traffic, is killed and started again, and is killed while a standby
 * is there.
 */
public final class GrowthRun {

  private static final Duration AHEAD = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration FAILOVER = Duration.ofMinutes(5);
  private static final double TIMED = 0.98;
  private static final double NOISY = 0.15;
  private static final double NANOS = 1e9;
  private static final long FODDER = 400_000;
  // Marks of transactions stand behind the last record, and new ticks come all the time.
  private static final long NEARLY = 1_000;
  private static final String FIRST = "first";
  private static final String SECOND = "second";

  private final GrowthSettings settings;
  private final Consumer<String> says;
  private final Site site;
  private final GrowthHistory history;
  private final ObjectNode found;

  private GrowthRun(GrowthSettings settings, Consumer<String> says, Site site) {
    this.settings = settings;
    this.says = says;
    this.site = site;
    this.history =
        new GrowthHistory(
            settings.known(),
            settings.live(),
            settings.partitions(),
            settings.seed(),
            System.currentTimeMillis() + AHEAD.toMillis());
    this.found = new ObjectMapper().createObjectNode();
  }

  /**
   * Measures.
   *
   * @param says hears what is going on
   * @return what was found
   */
  public static ObjectNode run(GrowthSettings settings, Consumer<String> says)
      throws InterruptedException {
    try (Workshop workshop = new Workshop(settings.keep());
        Site site = new Site(workshop, settings.partitions(), settings.threads(), "growth")) {
      return new GrowthRun(settings, says, site).run();
    }
  }

  private ObjectNode run() throws InterruptedException {
    found
        .put("kind", "growth")
        .put("known", settings.known())
        .put("livePercent", settings.livePercent())
        .put("live", settings.live())
        .put("partitions", settings.partitions())
        .put("threads", settings.threads());
    found.set("machine", new ObjectMapper().valueToTree(Surroundings.of().values()));
    found.set("application", new ObjectMapper().valueToTree(settings.settings()));
    grow();
    JavaProcess app = drain();
    app = kill(app);
    if (settings.takeover()) {
      takeOver(app);
    } else {
      site.stop(app);
    }
    return found;
  }

  private void grow() throws InterruptedException {
    Arguments arguments = arguments(FIRST, 0);
    site.prelude(arguments, history.startsAt());
    JavaProcess app = site.start("grow", arguments);
    site.awaitState(app, "RUNNING", PATIENCE);
    awaitCommitted(arguments);
    ObjectNode memory = found.putObject("memory");
    memory(memory, "empty", app);
    long start = System.nanoTime();
    write(arguments, history::playKnown);
    awaitCommitted(arguments);
    found.put("preloadSeconds", (System.nanoTime() - start) / NANOS);
    memory(memory, "known", app);
    write(arguments, history::playLive);
    awaitCommitted(arguments);
    memory(memory, "live", app);
    long before = memory.path("empty").path("heapAfterGcBytes").asLong();
    long known = memory.path("known").path("heapAfterGcBytes").asLong();
    long live = memory.path("live").path("heapAfterGcBytes").asLong();
    site.stop(app);
    long disk = size(site.directory(FIRST));
    found
        .put("diskBytes", disk)
        .put("heapBytesPerKnown", (known - before) / (double) settings.known())
        .put("diskBytesPerKnown", disk / (double) settings.known());
    if (settings.live() > 0) {
      found.put("heapBytesPerLiveCart", (live - known) / (double) settings.live());
    }
    says.accept("  grown in " + Math.round(found.path("preloadSeconds").asDouble()) + " s");
  }

  /** Starts after a clean stop, with the traffic waiting. */
  private JavaProcess drain() throws InterruptedException {
    Arguments arguments = arguments(FIRST, 0);
    long all = settings.warmUp() + settings.events();
    write(arguments, sink -> history.playTraffic(all, sink));
    JavaProcess app = site.start("drain", arguments);
    app.say(
        "WATCH "
            + settings.warmUp()
            + " "
            + (settings.warmUp() + (long) (settings.events() * TIMED)));
    Machine.Look before = Machine.Look.at(site.broker(), app.handle());
    awaitCommitted(arguments);
    Machine.Look after = Machine.Look.at(site.broker(), app.handle());
    JsonNode look = site.lookAtMemory(app);
    double foreign = after.foreignSince(before);
    double timed = settings.events() * TIMED;
    long nanos = look.path("watchNanos").asLong();
    found
        .put("eventsPerSecond", nanos > 0 ? timed * NANOS / nanos : -1)
        .put("cpuSecondsPerMillion", look.path("watchCpuNanos").asLong() / NANOS / timed * 1e6)
        .put("foreignShare", Double.isNaN(foreign) ? null : (Double) foreign)
        .put("noisy", foreign > NOISY);
    found.set("drained", look);
    restart("cleanStop", look, -1);
    return app;
  }

  /** Kills it in the midst of work and starts it again under the same name. */
  private JavaProcess kill(JavaProcess app) throws InterruptedException {
    Arguments arguments = arguments(FIRST, 1);
    write(arguments, sink -> history.playMore(1, FODDER, sink));
    long killedAt = site.kill(app);
    JavaProcess again = site.start("killed", arguments);
    awaitCommitted(arguments);
    restart("kill", site.look(again), killedAt);
    return again;
  }

  /** Kills it in the midst of work while another instance holds a copy. */
  private void takeOver(JavaProcess first) throws InterruptedException {
    Arguments arguments = arguments(SECOND, 1);
    JavaProcess second = site.start(SECOND, arguments);
    int copies = settings.partitions();
    JsonNode ready =
        site.await(
            second,
            "holds " + copies + " copies up to date",
            PATIENCE,
            look -> look.path("standbyStores").asInt() >= copies && lag(look) <= NEARLY);
    write(arguments, sink -> history.playMore(2, FODDER, sink));
    long killedAt = site.kill(first);
    int seen = ready.path("marks").size();
    JsonNode look =
        site.await(
            second,
            "processes what the first one had",
            FAILOVER,
            now -> at(now, "PROCESSING", killedAt, seen) > 0);
    long rebalanced = at(look, "REBALANCING", killedAt, seen);
    long running = running(look, rebalanced, seen);
    ObjectNode node = found.putObject("takeover");
    node.put("killedToAssignedMillis", rebalanced - killedAt)
        .put("assignedToRunningMillis", running - rebalanced)
        .put("runningToProcessingMillis", at(look, "PROCESSING", running, seen) - running)
        .put("sessionTimeoutIncluded", false);
    node.set("marks", look.path("marks"));
    awaitCommitted(arguments);
    site.stop(second);
  }

  /** When something happened, at or after a time, not counting the first marks; -1: not yet. */
  private static long at(JsonNode look, String what, long since, int from) {
    JsonNode marks = look.path("marks");
    for (int i = from; i < marks.size(); i++) {
      JsonNode mark = marks.get(i);
      if (mark.path("what").asText().equals(what) && mark.path("at").asLong() >= since) {
        return mark.path("at").asLong();
      }
    }
    return -1;
  }

  /** The whole instance may be RUNNING later than a task that came up beside others at work. */
  private static long running(JsonNode look, long since, int from) {
    long running = at(look, "RUNNING", since, from);
    return running < 0 ? at(look, "PROCESSING", since, from) : running;
  }

  private static long lag(JsonNode look) {
    long lag = look.path("standbyLag").asLong(-1);
    return lag < 0 ? Long.MAX_VALUE : lag;
  }

  private void restart(String way, JsonNode look, long killedAt) {
    long started = look.path("processStartedAt").asLong();
    long assigned = at(look, "ASSIGNED", 0, 0);
    long running = running(look, assigned, 0);
    ObjectNode node = found.putObject(way);
    node.put("processToAssignedMillis", assigned - started)
        .put("assignedToRunningMillis", running - assigned)
        .put("runningToProcessingMillis", at(look, "PROCESSING", running, 0) - running);
    if (killedAt >= 0) {
      node.put("killedToProcessMillis", started - killedAt);
    }
    node.set("marks", look.path("marks"));
    says.accept("  " + way + ": assigned to running in " + (running - assigned) + " ms");
  }

  private Arguments arguments(String instance, int standbys) {
    Map<String, String> all = new HashMap<>(settings.settings());
    all.put("num.standby.replicas", String.valueOf(standbys));
    all.put("group.instance.id", "bench-" + instance);
    return site.arguments(instance, all, settings.events());
  }

  private void write(Arguments arguments, Consumer<EventSink> play) {
    WorkloadWriter.write(site.bootstrapServers(), arguments.text("input"), play);
  }

  private void awaitCommitted(Arguments arguments) throws InterruptedException {
    try (Committed committed =
        new Committed(
            site.bootstrapServers(), arguments.text("id") + "-run", arguments.text("input"))) {
      committed.await(() -> null);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot see how far the application is", e);
    }
  }

  private void memory(ObjectNode to, String when, JavaProcess app) throws InterruptedException {
    JsonNode look = site.lookAtMemory(app);
    to.putObject(when)
        .put("heapAfterGcBytes", look.path("heapAfterGcBytes").asLong())
        .put("rssBytes", look.path("rssBytes").asLong())
        .put("peakRssBytes", look.path("peakRssBytes").asLong())
        .put("diskBytes", size(site.directory(FIRST)))
        .put("triggers", look.path("triggers").asLong());
  }

  /** Bytes of all files below a directory; files that vanish meanwhile do not count. */
  private static long size(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try {
          bytes += Files.size(file);
        } catch (NoSuchFileException e) {
          // Compacted away.
        }
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at the size of " + directory, e);
    }
  }
}
