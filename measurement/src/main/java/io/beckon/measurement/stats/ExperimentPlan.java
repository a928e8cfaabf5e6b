package io.beckon.measurement.stats;

/**
 * What is fixed before an experiment begins. Who changes it afterwards looks for what they want to
 * see.
 *
 * @param baseline share that converts without the change, 0.1 for 10 %
 * @param minimalEffect the smallest relative uplift worth having, 0.1 for 10 % against 11 %
 * @param alpha how often an arm that changes nothing may be promoted or stopped as harmful, however
 *     often one looks
 * @param power how often an arm with the minimal effect is to be found
 * @param minWeeks whole weeks that it runs at least: buyers of Mondays are not those of Sundays
 * @param minConversions to be expected in the smaller arm before anything is said: with fewer, the
 *     difference is not yet normal
 */
public record ExperimentPlan(
    double baseline,
    double minimalEffect,
    double alpha,
    double power,
    int minWeeks,
    int minConversions) {

  /** What holds where nobody says otherwise. */
  public static final double ALPHA = 0.05;

  /** What holds where nobody says otherwise. */
  public static final double POWER = 0.8;

  /** What holds where nobody says otherwise. */
  public static final int MIN_WEEKS = 2;

  /** What holds where nobody says otherwise. */
  public static final int MIN_CONVERSIONS = 30;

  /** Refuses what no experiment can be planned with. */
  public ExperimentPlan {
    require(baseline > 0 && baseline < 1, "baseline", baseline);
    require(
        minimalEffect > 0 && baseline * (1 + minimalEffect) < 1, "minimalEffect", minimalEffect);
    require(alpha > 0 && alpha < 0.5, "alpha", alpha);
    require(power > 0 && power < 1, "power", power);
    require(minWeeks >= 1, "minWeeks", minWeeks);
    require(minConversions >= 1, "minConversions", minConversions);
  }

  /** With the usual promises. */
  public static ExperimentPlan of(double baseline, double minimalEffect) {
    return new ExperimentPlan(baseline, minimalEffect, ALPHA, POWER, MIN_WEEKS, MIN_CONVERSIONS);
  }

  /**
   * With the usual promises, where nobody planned: about a rate that was seen, rounded to a power
   * of two so that it does not move with the data once they are a few.
   */
  public static ExperimentPlan around(double rate, double minimalEffect, double alpha) {
    double power = Math.rint(Math.log(Math.min(Math.max(rate, 1e-4), 0.5)) / Math.log(2));
    return new ExperimentPlan(
        Math.pow(2, power), minimalEffect, alpha, POWER, MIN_WEEKS, MIN_CONVERSIONS);
  }

  /** The same for another rate, as far as there is room for the effect above it. */
  ExperimentPlan at(double rate) {
    double highest = 0.999 / (1 + minimalEffect);
    return new ExperimentPlan(
        Math.min(Math.max(rate, 1e-4), highest),
        minimalEffect,
        alpha,
        power,
        minWeeks,
        minConversions);
  }

  /** The minimal effect as a difference of rates. */
  public double minimalDifference() {
    return baseline * minimalEffect;
  }

  private static void require(boolean fulfilled, String name, double value) {
    if (!fulfilled) {
      throw new IllegalArgumentException(name + " of " + value + " makes no experiment");
    }
  }
}
