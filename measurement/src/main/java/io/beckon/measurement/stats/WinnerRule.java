package io.beckon.measurement.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says of each arm whether to promote it, to stop it, or to go on, from what is known today. It may
 * be asked every hour: the share of experiments without any effect in which it ever promotes an
 * arm, or stops one as harmful, stays below the plan's alpha, all arms together.
 *
 * <p>An arm is judged by the flow's goal. Promoted is what is better for certain, after the plan's
 * whole weeks; stopped is what is worse for certain, at once, or what for certain is not better by
 * the minimal effect, after the whole weeks. Revenue has a veto only: an arm with more orders that
 * certainly earns less is not promoted.
 */
public final class WinnerRule {

  private static final double REVENUE_LEVEL = 0.95;

  private final ExperimentPlan plan;

  /** A rule for a plan that was made before. */
  public WinnerRule(ExperimentPlan plan) {
    this.plan = plan;
  }

  /**
   * Judges all arms.
   *
   * @param days whole days since the first shopper was dealt an arm
   * @return one verdict for each, in the same order
   */
  public List<Verdict> judge(List<Arm> arms, Arm control, long days) {
    return arms.stream().map(arm -> judge(arm, control, days, arms.size())).toList();
  }

  private Verdict judge(Arm arm, Arm control, long days, int arms) {
    double alpha = plan.alpha() / arms;
    double scale = plan.minimalDifference();
    double difference = arm.converted().value() - control.converted().value();
    double error = error(arm.converted(), control.converted());
    boolean counts = expected(arm.converted(), control.converted()) >= plan.minConversions();
    Estimate conversion =
        counts
            ? AlwaysValid.of(difference, error, scale, alpha)
            : new Estimate(difference, Interval.unknown(1 - alpha));
    Standing standing = counts ? standing(conversion.interval(), control) : Standing.TOO_FEW;
    List<String> reasons = new ArrayList<>();
    reasons.add(reason(standing, arm, control));
    Choice choice = choice(standing, arm, control, days, reasons);
    return new Verdict(
        arm.name(),
        control.name(),
        choice,
        standing,
        reasons,
        conversion,
        counts ? AlwaysValid.pValue(difference, error, scale) : 1,
        toGo(arm, control, arms));
  }

  private Standing standing(Interval difference, Arm control) {
    if (difference.below(0)) {
      return Standing.WORSE;
    }
    if (difference.above(0)) {
      return Standing.BETTER;
    }
    double worthIt = control.converted().value() * plan.minimalEffect();
    return difference.below(worthIt) ? Standing.NOT_WORTH_IT : Standing.OPEN;
  }

  private Choice choice(Standing standing, Arm arm, Arm control, long days, List<String> reasons) {
    if (standing == Standing.WORSE) {
      return Choice.STOP;
    }
    if (standing != Standing.BETTER && standing != Standing.NOT_WORTH_IT) {
      return Choice.GO_ON;
    }
    if (days < 7L * plan.minWeeks()) {
      reasons.add(
          text("day %d of at least %d: whole weeks are compared", days, 7 * plan.minWeeks()));
      return Choice.GO_ON;
    }
    if (standing == Standing.NOT_WORTH_IT) {
      return Choice.STOP;
    }
    if (earnsLess(arm, control)) {
      reasons.add("but it earns less for each shopper, and not by chance");
      return Choice.GO_ON;
    }
    return Choice.PROMOTE;
  }

  private String reason(Standing standing, Arm arm, Arm control) {
    return switch (standing) {
      case TOO_FEW ->
          text(
              "%d and %d conversions are too few: nothing is said before either arm has about %d",
              arm.converted().hits(), control.converted().hits(), plan.minConversions());
      case OPEN -> "the difference may still be chance";
      case BETTER -> "it converts more than the control, and not by chance";
      case WORSE -> "it converts less than the control, and not by chance";
      case NOT_WORTH_IT ->
          text(
              "if it is better at all, then by less than the %.0f %% that would be worth it",
              plan.minimalEffect() * 100);
    };
  }

  private static boolean earnsLess(Arm arm, Arm control) {
    return MeanDifference.of(arm.revenue(), control.revenue(), REVENUE_LEVEL).interval().below(0);
  }

  private long toGo(Arm arm, Arm control, int arms) {
    if (arm.shoppers() == 0 || control.shoppers() == 0) {
      return SampleSize.of(plan, 1, arms).perArm();
    }
    double ratio = (double) control.shoppers() / arm.shoppers();
    ExperimentPlan seen = plan.at(control.converted().value());
    return Math.max(0, SampleSize.of(seen, ratio, arms).perArm() - arm.shoppers());
  }

  /** Conversions in the smaller arm, were there no difference: below a few, shares are skewed. */
  private static double expected(Proportion arm, Proportion control) {
    long all = arm.trials() + control.trials();
    double hits = arm.hits() + control.hits();
    return all == 0 ? 0 : hits * Math.min(arm.trials(), control.trials()) / all;
  }

  /**
   * The larger of the standard errors with and without an effect: a small control that had few
   * conversions by chance would else seem surer than it is.
   */
  private static double error(Proportion arm, Proportion control) {
    double pooled = spread(arm.plus(control));
    double together = pooled / arm.trials() + pooled / control.trials();
    double apart = spread(arm) / arm.trials() + spread(control) / control.trials();
    return Math.sqrt(Math.max(together, apart));
  }

  private static double spread(Proportion share) {
    return share.value() * (1 - share.value());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
