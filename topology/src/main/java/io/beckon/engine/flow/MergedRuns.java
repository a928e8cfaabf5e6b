package io.beckon.engine.flow;

import io.beckon.contract.DecisionPhase;
import io.beckon.engine.Effects;
import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runs of two ids of one shopper. They keep their ids, origins and places, so that nothing is
 * sent a second time. Where the flow's entry rules allow one run, the one that began first goes on,
 * and the other one ends with a decision of its own; so it does not matter in which order ids are
 * merged.
 */
final class MergedRuns {

  private static final String ORDER = "Order Completed";
  private static final Comparator<Run> BY_AGE =
      Comparator.comparingLong(Run::startedAt).thenComparing(Run::runId);

  private final Endings endings;
  private final Shopper shopper;
  private final Rulebook rules;
  private final long at;
  private final Effects effects;

  MergedRuns(Endings endings, Shopper shopper, Rulebook rules, long at, Effects effects) {
    this.endings = endings;
    this.shopper = shopper;
    this.rules = rules;
    this.at = at;
    this.effects = effects;
  }

  void merge(Runs.Other other) {
    Set<Id> own = new HashSet<>();
    shopper.journeys().runs().forEach(run -> own.add(run.id()));
    shopper.journeys(joined(shopper.journeys(), other.journeys()));
    shopper.queue(joined(shopper.queue(), other.queue()));
    for (Run run : shopper.journeys().runs()) {
      long ordered = own.contains(run.id()) ? other.orderedAt() : other.ownOrderedAt();
      Program program = rules.find(run.flow(), run.version());
      if (program != null && run.startedAt() <= ordered && endsByOrder(program.flow())) {
        end(run, FlowReasons.ORDER_COMPLETED, ORDER);
      }
    }
    Map<String, Run> first = new LinkedHashMap<>();
    for (Run run : byAge()) {
      if (first.putIfAbsent(place(run), run) != null) {
        end(run, FlowReasons.MERGED, "entry");
      }
    }
    List<Run> left = byAge();
    for (int i = Journeys.MAX_RUNS; i < left.size(); i++) {
      end(left.get(i), FlowReasons.TOO_MANY_RUNS, "entry");
    }
  }

  void erase() {
    for (Run run : shopper.journeys().runs()) {
      end(run, FlowReasons.ERASED, "Erasure Requested");
    }
  }

  /** What an order was about is not known any more: only flows that exit on each of them end. */
  private static boolean endsByOrder(Flow flow) {
    return flow.exit().on().stream().anyMatch(on -> on.event().equals(ORDER) && on.where() == null);
  }

  private List<Run> byAge() {
    return shopper.journeys().runs().stream().sorted(BY_AGE).toList();
  }

  /** What there may be one run for. */
  private String place(Run run) {
    Program program = rules.find(run.flow(), run.version());
    Id key = program == null ? run.id() : Entries.key(program.flow(), run.origin());
    return key == null ? run.flow() : run.flow() + '\n' + key.text();
  }

  private void end(Run run, String reason, String rule) {
    Program program = rules.find(run.flow(), run.version());
    if (program == null) {
      shopper.queue(shopper.queue().withoutRun(run.runId()));
      shopper.journeys(shopper.journeys().without(run.runId()));
      return;
    }
    Passage passage = new Passage(shopper, program, rules, DecisionPhase.EVENT, at, effects, run);
    endings.end(passage, reason, rule);
  }

  private static Journeys joined(Journeys own, Journeys other) {
    List<Run> runs = new ArrayList<>(own.runs());
    for (Run run : other.runs()) {
      if (own.find(run.runId()) == null) {
        runs.add(run);
      }
    }
    runs.sort(BY_AGE);
    List<FlowEntry> entries = new ArrayList<>(own.entries());
    for (FlowEntry entry : other.entries()) {
      FlowEntry known = find(entries, entry);
      if (known == null || known.at() < entry.at()) {
        entries.remove(known);
        entries.add(entry);
      }
    }
    entries.sort(Comparator.comparingLong(FlowEntry::at));
    int surplus = Math.max(0, entries.size() - Journeys.MAX_ENTRIES);
    return new Journeys(
        runs,
        entries.subList(surplus, entries.size()),
        own.membership(),
        agenda(own.agenda(), other.agenda()));
  }

  /** It may come up too early, which costs a look, and never too late. */
  private static Agenda agenda(Agenda own, Agenda other) {
    return new Agenda(Math.min(own.dueAt(), other.dueAt()), Math.max(own.since(), other.since()));
  }

  private static @Nullable FlowEntry find(List<FlowEntry> entries, FlowEntry entry) {
    for (FlowEntry known : entries) {
      if (known.flow().equals(entry.flow()) && Objects.equals(known.key(), entry.key())) {
        return known;
      }
    }
    return null;
  }

  private static SendQueue joined(SendQueue own, SendQueue other) {
    SendQueue all = own;
    for (PendingSend send : other.sends()) {
      if (own.ofRun(send.runId()) == null) {
        all = all.with(send);
      }
    }
    return all;
  }
}
