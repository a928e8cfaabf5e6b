package io.beckon.engine.flow;

import io.beckon.engine.policy.Reasons;
import io.beckon.engine.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The messages of a step, each for a channel: the first that can reach the shopper goes. */
final class Channels {

  /**
   * Why a channel can't be used for the message, now or ever; caps and quiet hours are no reason
   * for another.
   */
  private static final Set<String> UNREACHABLE =
      Set.of(
          Reasons.SUPPRESSED,
          Reasons.NO_ADDRESS,
          Reasons.NO_CONSENT,
          Reasons.CONSENT_PENDING,
          Reasons.OPT_IN_EXPIRED,
          Reasons.CONSENT_DENIED,
          FlowReasons.TEXT_TOO_LONG,
          FlowReasons.TEXT_INCOMPLETE);

  private Channels() {}

  /** All messages of a step, in order. */
  static List<Step.Send> of(Step.Send step) {
    if (step.fallback().isEmpty()) {
      return List.of(step);
    }
    List<Step.Send> all = new ArrayList<>();
    all.add(step);
    all.addAll(step.fallback());
    return all;
  }

  /** The messages of a step behind one of them. */
  static List<Step.Send> after(Step.Send step, Step.Send one) {
    List<Step.Send> all = of(step);
    return all.subList(all.indexOf(one) + 1, all.size());
  }

  /** Does the verdict say that the channel can't be used for this shopper? */
  static boolean unreachable(Verdict verdict) {
    return verdict.answer() != Verdict.Answer.ALLOW && UNREACHABLE.contains(verdict.reason());
  }
}
