package io.beckon.engine;

import io.beckon.contract.ShopperEvent;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.outcome.Happened;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import org.jspecify.annotations.Nullable;

/** Tells measurement when what a flow is for has come about. */
final class Goals {

  private Goals() {}

  /**
   * Looks at an event, before it ends runs. Who was held out of a flow counts as one who entered
   * it, since they are compared.
   */
  static void heard(Shopper shopper, ShopperEvent event, long at, Rulebook rules, Effects effects) {
    if (shopper.journeys().entries().isEmpty()) {
      return;
    }
    String name = EventNames.of(event.getPayload());
    if (!rules.isGoal(name)) {
      return;
    }
    for (FlowEntry entry : shopper.journeys().entries()) {
      Run run = running(shopper, entry);
      Program program =
          run == null ? rules.inForce(entry.flow(), at) : rules.find(run.flow(), run.version());
      Flow.Goal goal = program == null ? null : program.flow().goal();
      if (program != null && goal != null && isReached(goal, name, entry, at)) {
        Flow flow = program.flow();
        effects.outcome(
            Happened.goal(shopper, event, name, flow.id(), flow.version(), false, entry.at(), at));
      }
    }
  }

  private static boolean isReached(Flow.Goal goal, String name, FlowEntry entry, long at) {
    return goal.event().equals(name)
        && (goal.within() == null || at - entry.at() <= goal.within().toMillis());
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
