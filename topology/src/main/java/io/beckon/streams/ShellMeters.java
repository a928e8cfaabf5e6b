package io.beckon.streams;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Task;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the tasks of this process have done. Counters only, with bounded tags: kinds, outcomes,
 * reasons, channels, flows; never a shopper.
 */
public final class ShellMeters {

  private final MeterRegistry registry;
  private final TaskBoard board = new TaskBoard();
  private final Counter events;
  private final Counter duplicates;
  private final Counter forwarded;
  private final Counter appended;
  private final Counter ticks;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> codesLeft = new ConcurrentHashMap<>();

  /** Meters in a registry. */
  public ShellMeters(MeterRegistry registry) {
    this.registry = registry;
    this.events = registry.counter("beckon.events");
    this.duplicates = registry.counter("beckon.duplicates");
    this.forwarded = registry.counter("beckon.forwarded");
    this.appended = registry.counter("beckon.appended");
    this.ticks = registry.counter("beckon.ticks");
  }

  /** The registry they are in. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Where the running tasks stand. */
  public TaskBoard board() {
    return board;
  }

  void event() {
    events.increment();
  }

  void duplicate() {
    duplicates.increment();
  }

  void forwarded() {
    forwarded.increment();
  }

  void appended() {
    appended.increment();
  }

  void tick() {
    ticks.increment();
  }

  void unreadableProduct() {
    registry.counter("beckon.products.unreadable").increment();
  }

  void trigger(AbandonmentTrigger trigger) {
    counter("beckon.triggers", "kind", trigger.getKind().name(), "", "").increment();
  }

  /**
   * How many codes a pool has left in a partition. Alert when the sum of a pool is low: messages go
   * without their offer, or not at all, where it is 0.
   */
  void codesLeft(String pool, int partition, long left) {
    codesLeft
        .computeIfAbsent(
            pool + '\u0000' + partition,
            key -> {
              AtomicLong value = new AtomicLong();
              Gauge.builder("beckon.codes.left", value, AtomicLong::doubleValue)
                  .tags("pool", pool, "partition", Integer.toString(partition))
                  .register(registry);
              return value;
            })
        .set(left);
  }

  /** The partition went to another task: what this one knew of its codes is no longer true. */
  void codesForgotten(int partition) {
    String own = Integer.toString(partition);
    registry.find("beckon.codes.left").tag("partition", own).gauges().forEach(registry::remove);
    codesLeft.keySet().removeIf(key -> key.endsWith('\u0000' + own));
  }

  void command(SendCommand command) {
    counter(
            "beckon.commands",
            "channel",
            command.getChannel().name(),
            "action",
            command.getAction().name())
        .increment();
  }

  void decision(Decision decision) {
    counter(
            "beckon.decisions",
            "outcome",
            decision.getOutcome().name(),
            "reason",
            decision.getReason())
        .increment();
    String offer = decision.getInputs().get("offer");
    if (offer != null) {
      counter("beckon.offers", "flow", decision.getFlow(), "result", offer).increment();
    }
  }

  void task(Task task) {
    counter("beckon.tasks", "flow", task.getFlow(), "priority", task.getPriority().name())
        .increment();
  }

  void audience(AudienceChange change) {
    counter(
            "beckon.audience.changes",
            "audience",
            change.getAudience(),
            "action",
            change.getAction().name())
        .increment();
  }

  void deadLetter(String stage, String reason) {
    counter("beckon.dead.letters", "stage", stage, "reason", reason).increment();
  }

  private Counter counter(String name, String tag1, String value1, String tag2, String value2) {
    return counters.computeIfAbsent(
        name + '\u0000' + value1 + '\u0000' + value2,
        key ->
            tag2.isEmpty()
                ? registry.counter(name, tag1, value1)
                : registry.counter(name, tag1, value1, tag2, value2));
  }
}
