package io.beckon.engine.flow;

import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.EntryKind;
import io.beckon.contract.Outcome;
import io.beckon.engine.Effects;
import io.beckon.engine.Ids;
import io.beckon.engine.outcome.Outcomes;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down why: one record for each decision on a run. */
final class DecisionLog {

  /**
   * What a decision says, beside whose it is.
   *
   * @param until for DEFERRED, when it is judged again, epoch milliseconds; null otherwise
   * @param competing ids of other runs that were in the way
   */
  record Entry(
      Outcome outcome,
      String reason,
      @Nullable String rule,
      @Nullable String step,
      @Nullable Channel channel,
      @Nullable String commandId,
      @Nullable Long until,
      Map<String, String> inputs,
      List<String> competing) {

    /** An entry with no other run in the way. */
    Entry(
        Outcome outcome,
        String reason,
        @Nullable String rule,
        @Nullable String step,
        @Nullable Channel channel,
        @Nullable String commandId,
        @Nullable Long until,
        Map<String, String> inputs) {
      this(outcome, reason, rule, step, channel, commandId, until, inputs, List.of());
    }

    /** An entry about the run as a whole. */
    static Entry ofRun(Outcome outcome, String reason, @Nullable String rule) {
      return new Entry(outcome, reason, rule, null, null, null, null, Map.of());
    }
  }

  private DecisionLog() {}

  /** Reports a decision and returns the run with it counted. */
  static Run write(
      Effects effects,
      Shopper shopper,
      Run run,
      Program program,
      Policy policy,
      DecisionPhase phase,
      long at,
      Entry entry) {
    String runId = run.runId();
    String id = Ids.of("decision", runId, entry.outcome().name(), Integer.toString(run.ordinal()));
    Decision decision =
        new Decision(
            id,
            shopper.id(),
            at,
            phase,
            run.flow(),
            run.version(),
            runId,
            run.origin().id(),
            entry.step(),
            entry.channel(),
            entry.outcome(),
            entry.reason(),
            entry.rule(),
            entry.until(),
            entry.commandId(),
            entry.inputs(),
            entry.competing(),
            program.rulesHash(policy.fingerprint()));
    effects.decision(decision);
    tell(effects, shopper, decision);
    return run.counted();
  }

  /** Measurement counts who came to a flow, and to which arm. */
  private static void tell(Effects effects, Shopper shopper, Decision decision) {
    String reason = decision.getReason();
    if (decision.getOutcome() == Outcome.ENTERED) {
      effects.outcome(Outcomes.entered(shopper, decision, EntryKind.ENTERED, null, false, true));
    } else if (decision.getOutcome() == Outcome.ASSIGNED) {
      effects.outcome(
          Outcomes.entered(
              shopper,
              decision,
              EntryKind.ASSIGNED,
              decision.getRule(),
              reason.equals(FlowReasons.CONTROL),
              reason.equals(FlowReasons.CONTROL) || reason.equals(FlowReasons.DEALT)));
    } else if (reason.equals(FlowReasons.HOLDOUT)) {
      effects.outcome(Outcomes.entered(shopper, decision, EntryKind.HELD_OUT, null, false, true));
    }
  }
}
