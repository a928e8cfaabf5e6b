package io.beckon.engine.flow;

import io.beckon.contract.Outcome;
import io.beckon.engine.Ids;
import java.util.Map;

/**
 * Deals shoppers out to the arms of a split. Nothing is remembered: a hash of shop, flow, split and
 * shopper says where somebody belongs, in every run and every replay. So a shopper stays where they
 * are as long as the weights do; when weights change, those near the borders move.
 */
final class Splits {

  private Splits() {}

  /**
   * An arm, and why.
   *
   * @param reason a code of {@link FlowReasons}
   */
  record Dealt(Step.Arm arm, String reason) {}

  static Dealt deal(String store, String flow, Step.Split split, String shopperId) {
    String promoted = split.promoted();
    if (promoted != null) {
      return new Dealt(split.arm(promoted), FlowReasons.PROMOTED);
    }
    Step.Rollout rollout = split.rollout();
    if (rollout != null
        && Ids.share("rollout", store, flow, split.id(), shopperId) * 100 >= rollout.percent()) {
      return new Dealt(split.arm(rollout.rest()), FlowReasons.NOT_IN_ROLLOUT);
    }
    Step.Arm arm = weighted(split, Ids.share("split", store, flow, split.id(), shopperId));
    return new Dealt(arm, arm.control() ? FlowReasons.CONTROL : FlowReasons.DEALT);
  }

  private static Step.Arm weighted(Step.Split split, double share) {
    long total = 0;
    for (Step.Arm arm : split.arms()) {
      total += arm.weight();
    }
    double place = share * total;
    long border = 0;
    for (Step.Arm arm : split.arms()) {
      border += arm.weight();
      if (place < border) {
        return arm;
      }
    }
    return split.arms().get(split.arms().size() - 1);
  }

  /** What is written down of it. */
  static DecisionLog.Entry entry(Step.Split split, Dealt dealt) {
    return new DecisionLog.Entry(
        Outcome.ASSIGNED,
        dealt.reason(),
        dealt.arm().id(),
        split.id(),
        null,
        null,
        null,
        Map.of("arm", dealt.arm().id()));
  }
}
