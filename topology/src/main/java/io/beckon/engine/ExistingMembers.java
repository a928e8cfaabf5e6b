package io.beckon.engine;

import io.beckon.contract.DecisionPhase;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.Runs;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.Map;

/** Lets shoppers who are in a segment already enter a flow that is published. */
final class ExistingMembers {

  private final String store;
  private final Runs runs;

  ExistingMembers(String store, Runs runs) {
    this.store = store;
    this.runs = runs;
  }

  /**
   * Lets a shopper enter who is in the segment, and has not entered by themselves since.
   *
   * @param since log time at which the flow began to call its members, epoch milliseconds
   * @param at logical time, epoch milliseconds
   * @return did the shopper enter?
   */
  boolean call(
      Shopper shopper, Program program, long since, long at, Rulebook rules, Effects effects) {
    Flow flow = program.flow();
    Flow.Existing existing = flow.entry().existing();
    if (existing == null
        || !shopper.journeys().membership().contains(existing.segment())
        || knows(shopper, flow.id(), since)) {
      return false;
    }
    Origin origin =
        new Origin(
            Ids.of("existing", store, flow.id(), shopper.id()),
            null,
            at,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            SegmentMoves.ENTERED,
            Map.of("segment", existing.segment(), "existing", true));
    runs.start(shopper, rules, List.of(program), origin, at, at, DecisionPhase.TIMER, effects);
    return knows(shopper, flow.id(), since);
  }

  private static boolean knows(Shopper shopper, String flow, long since) {
    Journeys journeys = shopper.journeys();
    for (Run run : journeys.runs()) {
      if (run.flow().equals(flow)) {
        return true;
      }
    }
    FlowEntry entry = journeys.entry(flow);
    return entry != null && entry.at() > since;
  }
}
