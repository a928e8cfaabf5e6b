package io.beckon.engine.flow;

import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.Outcome;
import io.beckon.engine.Effects;
import io.beckon.engine.Ids;
import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.outcome.Outcomes;
import io.beckon.engine.policy.Reasons;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls messages back that left a moment ago and may not reach the shopper any more: a STOP, an
 * unsubscription, a bounce or a withdrawn consent came before their sender has reported on them.
 */
final class CallBacks {

  /** Why a message may not reach the shopper any more. */
  private record Why(String reason, String rule) {}

  private final String store;

  CallBacks(String store) {
    this.store = store;
  }

  /**
   * Calls back what a change of the profile forbids.
   *
   * @param before the profile before it
   */
  void changed(Shopper shopper, Profile before, Rulebook rules, long at, Effects effects) {
    for (SentMessage message : shopper.sends().messages()) {
      if (message.settled() || message.sendBy() <= at || Answers.isOne(rules, message)) {
        continue;
      }
      Why why = why(before, shopper.profile(), message);
      if (why != null) {
        effects.decision(decision(shopper, message, why, rules, at));
        effects.command(Commands.cancel(shopper, store, message, at, why.reason()));
        effects.outcome(Outcomes.calledBack(shopper, message, at));
        shopper.sends(shopper.sends().settled(message.commandId()));
      }
    }
  }

  private static @Nullable Why why(Profile before, Profile now, SentMessage message) {
    for (Suppression suppression : now.suppressions()) {
      if (suppression.channel() == message.channel()
          && Suppressions.stops(suppression, message.purpose())
          && !before.suppressions().contains(suppression)) {
        return new Why(Reasons.SUPPRESSED, suppression.reason());
      }
    }
    return isDenied(now, message) && !isDenied(before, message)
        ? new Why(Reasons.CONSENT_DENIED, message.purpose().name())
        : null;
  }

  private static boolean isDenied(Profile profile, SentMessage message) {
    Consent consent = profile.consent(message.channel(), message.purpose());
    return consent != null && consent.state() == ConsentState.DENIED;
  }

  private Decision decision(
      Shopper shopper, SentMessage message, Why why, Rulebook rules, long at) {
    Run run = shopper.journeys().find(message.runId());
    Program program = rules.find(message.flow(), message.sentBy().flowVersion());
    String fingerprint = rules.policyAt(at).fingerprint();
    return Decision.newBuilder()
        .setDecisionId(Ids.of("called-back", store, message.commandId()))
        .setShopperId(shopper.id())
        .setAt(at)
        .setPhase(DecisionPhase.EVENT)
        .setFlow(message.flow())
        .setFlowVersion(message.sentBy().flowVersion())
        .setRunId(message.runId())
        .setOriginId(run == null ? "" : run.origin().id())
        .setStep(message.step())
        .setChannel(message.channel())
        .setOutcome(Outcome.CALLED_BACK)
        .setReason(why.reason())
        .setRule(why.rule())
        .setCommandId(message.commandId())
        .setInputs(Map.of())
        .setRulesHash(program == null ? fingerprint : program.rulesHash(fingerprint))
        .build();
  }
}
