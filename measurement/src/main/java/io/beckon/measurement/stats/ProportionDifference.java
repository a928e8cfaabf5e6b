package io.beckon.measurement.stats;

/** Two shares against each other, by their Wilson intervals. */
final class ProportionDifference {

  private ProportionDifference() {}

  /**
   * The difference of two shares: Newcombe's hybrid score interval (Statistics in Medicine 17,
   * 1998, method 10).
   */
  static Estimate of(Proportion treated, Proportion control, double level) {
    if (treated.trials() == 0 || control.trials() == 0) {
      return new Estimate(Double.NaN, new Interval(-1, 1, level));
    }
    double p1 = treated.value();
    double p2 = control.value();
    Interval i1 = treated.wilson(level);
    Interval i2 = control.wilson(level);
    double difference = p1 - p2;
    return new Estimate(
        difference,
        new Interval(
            difference - Math.hypot(p1 - i1.low(), i2.high() - p2),
            difference + Math.hypot(i1.high() - p1, p2 - i2.low()),
            level));
  }

  /**
   * By how much the treated share is larger, as a share of the control's: 0.2 for 12 % against 10
   * %. Interval: Donner and Zou's method of variance estimates recovery for ratios (Statistical
   * Methods in Medical Research 21, 2012) on Wilson's intervals.
   */
  static Estimate relative(Proportion treated, Proportion control, double level) {
    if (treated.trials() == 0 || control.hits() == 0) {
      return new Estimate(Double.NaN, new Interval(-1, Double.POSITIVE_INFINITY, level));
    }
    double p1 = treated.value();
    double p2 = control.value();
    Interval i1 = treated.wilson(level);
    Interval i2 = control.wilson(level);
    double product = p1 * p2;
    double low =
        i1.low() * (2 * p1 - i1.low()) / (product + root(product, p1, p2, i1.low(), i2.high()));
    double high =
        i2.low() <= 0
            ? Double.POSITIVE_INFINITY
            : (product + root(product, p1, p2, i1.high(), i2.low()))
                / (i2.low() * (2 * p2 - i2.low()));
    double ratio = p1 / p2;
    return new Estimate(
        ratio - 1,
        new Interval(
            Math.min(ratio, Double.isNaN(low) ? 0 : low) - 1, Math.max(ratio, high) - 1, level));
  }

  private static double root(double product, double p1, double p2, double end1, double end2) {
    double square = product * product - end1 * (2 * p1 - end1) * end2 * (2 * p2 - end2);
    return Math.sqrt(Math.max(0, square));
  }
}
