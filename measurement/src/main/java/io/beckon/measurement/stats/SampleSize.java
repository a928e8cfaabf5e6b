package io.beckon.measurement.stats;

import java.util.function.DoublePredicate;

/**
 * How many shoppers an experiment needs.
 *
 * @param perArm shoppers in each arm, and in the control as many times as its share says, so that
 *     the minimal effect is found with the plan's power by who may look every day
 * @param oneLook what would do if one looked once, at the end, and never before
 */
public record SampleSize(long perArm, long oneLook) {

  private static final double LARGEST = 1e12;

  /**
   * For a plan.
   *
   * @param controlRatio shoppers in the control for each in the arm: 1 for halves, 0.25 for 20 %
   *     control
   * @param arms that are compared with the control; the promise is shared among them
   */
  public static SampleSize of(ExperimentPlan plan, double controlRatio, int arms) {
    double alpha = plan.alpha() / arms;
    double effect = plan.minimalDifference();
    double p1 = plan.baseline() * (1 + plan.minimalEffect());
    double p2 = plan.baseline();
    double unit = Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2) / controlRatio);
    double beta = Quantiles.below(plan.power());
    double daily =
        smallest(
            n -> {
              double error = unit / Math.sqrt(n);
              return effect >= AlwaysValid.radius(error, effect, alpha) + beta * error;
            });
    return new SampleSize((long) Math.ceil(daily), oneLook(plan, controlRatio, alpha, unit, beta));
  }

  /** Fleiss' formula, pooled under no effect, without correction for continuity. */
  private static long oneLook(
      ExperimentPlan plan, double controlRatio, double alpha, double unit, double beta) {
    double p1 = plan.baseline() * (1 + plan.minimalEffect());
    double pooled = (p1 + controlRatio * plan.baseline()) / (1 + controlRatio);
    double none = Math.sqrt(pooled * (1 - pooled) * (1 + 1 / controlRatio));
    double root = (Quantiles.normal(1 - alpha) * none + beta * unit) / plan.minimalDifference();
    return (long) Math.ceil(root * root);
  }

  /** By halving: whoever is enough, more are too. */
  private static double smallest(DoublePredicate enough) {
    double low = 1;
    double high = LARGEST;
    while (high / low > 1 + 1e-9) {
      double middle = Math.sqrt(low * high);
      if (enough.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Whole weeks until each arm has so many, no fewer than the plan asks for. */
  public long weeks(ExperimentPlan plan, double shoppersPerWeekInArm) {
    return shoppersPerWeekInArm > 0
        ? Math.max(plan.minWeeks(), (long) Math.ceil(perArm / shoppersPerWeekInArm))
        : Long.MAX_VALUE;
  }
}
