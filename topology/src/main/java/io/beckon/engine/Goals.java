package io.beckon.engine;

import io.beckon.contract.ShopperEvent;
import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.ShopperFacts;
import io.beckon.engine.outcome.Happened;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells measurement when what a flow is for has come about, or an event that supports it. Who was
 * held out of a flow counts as one who entered it, since they are compared; and so do those whose
 * run is over.
 */
final class Goals {

  private final Shopper shopper;
  private final ShopperEvent event;
  private final String name;
  private final long at;
  private final Rulebook rules;
  private @Nullable ShopperFacts facts;

  private Goals(Shopper shopper, ShopperEvent event, String name, long at, Rulebook rules) {
    this.shopper = shopper;
    this.event = event;
    this.name = name;
    this.at = at;
    this.rules = rules;
  }

  /** Looks at an event, before it ends runs. */
  static void heard(Shopper shopper, ShopperEvent event, long at, Rulebook rules, Effects effects) {
    if (shopper.journeys().entries().isEmpty()) {
      return;
    }
    String name = EventNames.of(event.getPayload());
    if (rules.isGoal(name)) {
      new Goals(shopper, event, name, at, rules).tell(effects);
    }
  }

  private void tell(Effects effects) {
    List<FlowEntry> entries = shopper.journeys().entries();
    for (FlowEntry entry : entries) {
      Run run = running(shopper, entry);
      Program program =
          run == null ? rules.inForce(entry.flow(), at) : rules.find(run.flow(), run.version());
      Flow.Goal goal = program == null ? null : program.flow().goal();
      if (program == null || goal == null) {
        continue;
      }
      if (isReached(goal, entry)) {
        tell(program.flow(), false, entry, effects);
      }
      if (!goal.supporting().isEmpty() && isLatest(entry)) {
        for (Flow.Goal supporting : goal.supporting()) {
          if (isReached(supporting, entry)) {
            tell(program.flow(), true, entry, effects);
          }
        }
      }
    }
  }

  private void tell(Flow flow, boolean supporting, FlowEntry entry, Effects effects) {
    effects.outcome(
        Happened.goal(shopper, event, name, flow.id(), flow.version(), supporting, entry.at(), at));
  }

  private boolean isReached(Flow.Goal goal, FlowEntry entry) {
    return goal.event().equals(name)
        && (goal.within() == null || at - entry.at() <= goal.within().toMillis())
        && isMeant(goal.where());
  }

  /** One that can't be evaluated does not hold. */
  private boolean isMeant(@Nullable Condition where) {
    if (where == null) {
      return true;
    }
    if (facts == null) {
      Origin happened = EventOrigins.of(event, name, at);
      facts =
          new ShopperFacts(
              shopper, Origin.NONE, Id.NONE, at, happened, rules.scoresAt(at), rules.stagesAt(at));
    }
    return where.test(facts).holds();
  }

  /** What supports a goal happens often: it is told of one entry into each flow. */
  private boolean isLatest(FlowEntry entry) {
    return entry.equals(shopper.journeys().entry(entry.flow()));
  }

  private static @Nullable Run running(Shopper shopper, FlowEntry entry) {
    for (Run run : shopper.journeys().runs()) {
      if (run.flow().equals(entry.flow()) && run.startedAt() == entry.at()) {
        return run;
      }
    }
    return null;
  }
}
