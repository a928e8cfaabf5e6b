package io.beckon.streams;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Task;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
