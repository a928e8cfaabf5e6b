package io.beckon.demo.screen;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what was read from the topics. */
public final class Tally {

  private final Set<String> shoppers = new HashSet<>();
  private final Map<String, Long> triggers = new TreeMap<>();
  private final Map<String, Long> commands = new TreeMap<>();
  private final Map<String, Long> tasks = new TreeMap<>();
  private final Map<String, Long> decisions = new TreeMap<>();
  private final Map<String, Map<String, Long>> reasons = new HashMap<>();
  private final Set<String> waiting = new HashSet<>();
  private long events;
  private long cancels;
  private long deadLetters;

  /** An event of a shopper was read. */
  public void event(String shopperId) {
    events++;
    shoppers.add(shopperId);
  }

  /** A trigger was read. */
  public void trigger(AbandonmentTrigger trigger) {
    count(triggers, trigger.getKind().name());
  }

  /** A command was read. */
  public void command(SendCommand command) {
    count(commands, command.getChannel().name());
    if (command.getAction() == CommandAction.CANCEL) {
      cancels++;
    }
  }

  /** A decision was read. */
  public void decision(Decision decision) {
    String outcome = decision.getOutcome().name();
    count(decisions, outcome);
    count(reasons.computeIfAbsent(outcome, unseen -> new TreeMap<>()), decision.getReason());
    String commandId = decision.getCommandId();
    if (commandId != null) {
      if (decision.getOutcome() == Outcome.DEFERRED) {
        waiting.add(commandId);
      } else {
        waiting.remove(commandId);
      }
    }
  }

  /** A task was read. */
  public void task(Task task) {
    count(tasks, task.getKind());
  }

  /** A dead letter was read. */
  public void deadLetter() {
    deadLetters++;
  }

  /** Events of shoppers. */
  public long events() {
    return events;
  }

  /** Different shoppers. */
  public long shoppers() {
    return shoppers.size();
  }

  /** Triggers by kind. */
  public Map<String, Long> triggers() {
    return triggers;
  }

  /** Commands by channel, sends and cancels. */
  public Map<String, Long> commands() {
    return commands;
  }

  /** Commands that call an earlier one back. */
  public long cancels() {
    return cancels;
  }

  /** Tasks by kind. */
  public Map<String, Long> tasks() {
    return tasks;
  }

  /** Decisions by outcome. */
  public Map<String, Long> decisions() {
    return decisions;
  }

  /** Decisions of an outcome by reason. */
  public Map<String, Long> reasons(Outcome outcome) {
    return reasons.getOrDefault(outcome.name(), Map.of());
  }

  /** Decisions by reason. */
  public Map<String, Long> reasons() {
    Map<String, Long> all = new TreeMap<>();
    reasons.values().forEach(some -> some.forEach((why, n) -> all.merge(why, n, Long::sum)));
    return all;
  }

  /** Messages that were deferred and wait still. */
  public int waiting() {
    return waiting.size();
  }

  /** Dead letters. */
  public long deadLetters() {
    return deadLetters;
  }

  static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void count(Map<String, Long> counts, String what) {
    counts.merge(what, 1L, Long::sum);
  }
}
