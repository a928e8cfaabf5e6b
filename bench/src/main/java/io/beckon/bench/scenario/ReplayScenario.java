package io.beckon.bench.scenario;

import com.sun.management.OperatingSystemMXBean;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.bench.workload.ShopperIds;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Engine;
import io.beckon.engine.Surroundings;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.schemas.SingleObjectCodec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The engine without Kafka, on one thread, as {@code beckon replay} runs it: events in, triggers,
 * decisions and commands out, nothing written. Events are made in portions that are not measured;
 * with {@code decode=true} the portion is bytes, and decoding them is.
 */
public final class ReplayScenario {

  private static final int PORTION = 20_000;

  private final boolean decode;
  private final String topic;
  private final SingleObjectCodec codec = new SingleObjectCodec();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final List<Timeline> timelines = new ArrayList<>();
  private final Heard heard = new Heard();
  private final Map<String, Shopper> shoppers = new HashMap<>();
  private final ShopperEvent[] events = new ShopperEvent[PORTION];
  private final byte[][] encoded = new byte[PORTION][];
  private final long[] times = new long[PORTION];
  private final int[] partitions = new int[PORTION];
  private int size;
  private long nanos;
  private long cpuNanos;

  private ReplayScenario(Arguments arguments, Pass pass) {
    this.decode = Boolean.parseBoolean(arguments.text("decode"));
    this.topic = pass.input();
    AbandonmentSettings settings =
        ShellSettingsFrom.abandonment(ShippingConfig.of(arguments, pass).time());
    Engine engine = new Engine(Surroundings.of("bench", settings, new Gates()::judge));
    Rulebook rules = Rulebooks.sinceEver(RuleFiles.readyMade());
    for (int i = 0; i < arguments.partitions(); i++) {
      timelines.add(
          new Timeline(
              engine,
              id -> shoppers.computeIfAbsent(id, Shopper::unseen),
              heard,
              Timeline.Release.AT_DECISION,
              rules,
              0));
    }
  }

  /** Runs it as a process of its own. */
  public static void main(String[] args) {
    Child.converse(args, ReplayScenario::run);
  }

  private static void run(Arguments arguments, Pass pass, Probe probe) {
    ReplayScenario replay = new ReplayScenario(arguments, pass);
    int count = arguments.partitions();
    probe.started();
    arguments
        .workload(pass)
        .play((shopper, at, event) -> replay.add(ShopperIds.partition(shopper, count), at, event));
    replay.playPortion();
    probe.ended(replay.nanos, replay.cpuNanos);
    probe.found("triggers", replay.heard.triggers());
    probe.found("triggersByKind", replay.heard.byKind());
    probe.found("decisions", replay.heard.decisions());
    probe.found("commands", replay.heard.commands());
    probe.found("outputs", replay.heard.triggers() + replay.heard.commands());
  }

  private void add(int partition, long at, ShopperEvent event) {
    partitions[size] = partition;
    times[size] = at;
    if (decode) {
      encoded[size] = codec.encode(topic, event);
    } else {
      events[size] = event;
    }
    size++;
    if (size == PORTION) {
      playPortion();
    }
  }

  private void playPortion() {
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < size; i++) {
      Timeline timeline = timelines.get(partitions[i]);
      ShopperEvent event =
          decode ? codec.decode(topic, headers, encoded[i], ShopperEvent.class) : events[i];
      timeline.advance(times[i]);
      timeline.apply(event);
      timeline.fireDue(Integer.MAX_VALUE);
    }
    nanos += System.nanoTime() - start;
    cpuNanos += system.getProcessCpuTime() - cpu;
    size = 0;
  }
}
