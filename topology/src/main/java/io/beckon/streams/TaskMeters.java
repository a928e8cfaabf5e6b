package io.beckon.streams;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.OutcomeFact;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.contract.TriggerKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the tasks of one partition have done in this process; it outlives them, so that counters
 * never go back. Bounded words only: kinds, outcomes, reasons, channels, flows; never a shopper.
 * Used by the thread of the running task.
 *
 * <p>What to alert on ({@code docs/metrics.md} has all):
 *
 * <ul>
 *   <li>{@code increase(beckon_dead_letters_total) > 0}: records could not be read or decided;
 *   <li>{@code increase(beckon_events_total) == 0} for a source or type that told something a week
 *       ago: it has gone silent;
 *   <li>{@code increase(beckon_commands_total{action="SEND"}) == 0} with triggers, or far from the
 *       same hours a week ago: nothing is sent, or far too much;
 *   <li>{@code increase(beckon_goals_total{kind="GOAL"}) == 0} with sends and orders: who buys is
 *       not recognised as who was written to;
 *   <li>a share of {@code beckon_payments_total{result="FAILED"}} or of {@code
 *       beckon_checkout_steps_total} far above a week ago: buyers are stopped;
 *   <li>{@code increase(beckon_products_unreadable_total) > 0}, {@code
 *       increase(beckon_forwarded_total) > 0} for long: the catalog, or a producer's hash, is
 *       wrong.
 * </ul>
 */
final class TaskMeters {

  /** More than any shop has flows, audiences or reasons. */
  private static final int WORDS = 200;

  private final CountedSeries series;
  private final EventTally events;
  private final CheckoutTally checkouts;
  private final Count duplicates;
  private final Count forwarded;
  private final Count appended;
  private final Count ticks;
  private final Count unreadableProducts;
  private final Map<TriggerKind, Count> triggers = new EnumMap<>(TriggerKind.class);
  private final Tally sends;
  private final Tally cancels;
  private final Tally decisions;
  private final Tally tasks;
  private final Tally audiences;
  private final Tally offers;
  private final Tally goals;
  private final Tally deadLetters;

  TaskMeters(CountedSeries series, CheckoutWords words) {
    this.series = series;
    events = new EventTally(series);
    checkouts = new CheckoutTally(series, words);
    duplicates =
        series.open("beckon.duplicates", "Events without effect: they, or their order, were known");
    forwarded =
        series.open("beckon.forwarded", "Records found in the wrong partition and sent home");
    appended = series.open("beckon.appended", "Events that shoppers and contacts told each other");
    ticks = series.open("beckon.ticks", "Ticks read, of any application on this log");
    unreadableProducts =
        series.open("beckon.products.unreadable", "Look-ups of products that could not be read");
    for (TriggerKind kind : TriggerKind.values()) {
      triggers.put(
          kind, series.open("beckon.triggers", "Abandonments noticed", "kind", kind.name()));
    }
    sends = commands(CommandAction.SEND);
    cancels = commands(CommandAction.CANCEL);
    decisions = tally("beckon.decisions", "Decisions", "outcome", "reason");
    tasks = tally("beckon.tasks", "Tasks for people", "priority", "flow");
    audiences = tally("beckon.audience.changes", "Joins and leaves", "action", "audience");
    offers = tally("beckon.offers", "Offers that were left out", "result", "flow");
    goals =
        tally(
            "beckon.goals",
            "Goals that shoppers reached after they came to a flow",
            "kind",
            "flow");
    deadLetters =
        tally("beckon.dead.letters", "What could not be read or processed", "stage", "reason");
  }

  private Tally tally(String name, String description, String first, String second) {
    return new Tally(
        WORDS, (a, b) -> series.open(name, description, first, a.toString(), second, b));
  }

  private Tally commands(CommandAction action) {
    return new Tally(
        WORDS,
        (channel, flow) ->
            series.open(
                "beckon.commands",
                "Commands to senders",
                "action",
                action.name(),
                "channel",
                channel.toString(),
                "flow",
                flow));
  }

  void event(ShopperEvent event) {
    events.add(event);
    checkouts.add(event.getPayload());
  }

  void duplicate() {
    duplicates.add();
  }

  void forwarded() {
    forwarded.add();
  }

  void appended() {
    appended.add();
  }

  void tick() {
    ticks.add();
  }

  void unreadableProduct() {
    unreadableProducts.add();
  }

  void trigger(AbandonmentTrigger trigger) {
    Count count = triggers.get(trigger.getKind());
    if (count != null) {
      count.add();
    }
  }

  void command(SendCommand command) {
    (command.getAction() == CommandAction.SEND ? sends : cancels)
        .get(command.getChannel(), command.getFlow())
        .add();
  }

  void decision(Decision decision) {
    decisions.get(decision.getOutcome(), decision.getReason()).add();
    String offer = decision.getInputs().get("offer");
    if (offer != null) {
      offers.get(offer, decision.getFlow()).add();
    }
  }

  void task(Task task) {
    tasks.get(task.getPriority(), task.getFlow()).add();
  }

  void audience(AudienceChange change) {
    audiences.get(change.getAction(), change.getAudience()).add();
  }

  void outcome(OutcomeEvent outcome) {
    fact(outcome.getFact());
    for (OutcomeFact other : outcome.getAlso()) {
      fact(other.getFact());
    }
  }

  private void fact(Object fact) {
    if (fact instanceof GoalReached goal) {
      goals.get(goal.getSupporting() ? "SUPPORTING" : "GOAL", goal.getFlow()).add();
    }
  }

  void deadLetter(String stage, String reason) {
    deadLetters.get(stage, reason).add();
  }
}
