package io.beckon.measurement.stats;

/**
 * The difference of two means of skewed amounts.
 *
 * <p>Most shoppers spend nothing and a few spend a lot, so Welch's interval misses the truth more
 * often on one side than it says. Hall's transformation (Journal of the Royal Statistical Society B
 * 54, 1992) takes the skewness out of the studentised difference, as Zhou and Dinh do for two
 * samples (Biostatistics 6, 2005). Without skewness it is Welch's interval.
 */
final class MeanDifference {

  /** Below this the transformation is the identity, and would divide by nothing. */
  private static final double NO_SKEWNESS = 1e-9;

  private MeanDifference() {}

  static Estimate of(Amounts treated, Amounts control, double level) {
    double difference = treated.mean() - control.mean();
    double variance1 = treated.variance() / treated.count();
    double variance2 = control.variance() / control.count();
    double variance = variance1 + variance2;
    if (!(variance > 0) || treated.count() < 3 || control.count() < 3) {
      return new Estimate(difference, Interval.unknown(level));
    }
    double error = Math.sqrt(variance);
    double freedom =
        variance
            * variance
            / (variance1 * variance1 / (treated.count() - 1)
                + variance2 * variance2 / (control.count() - 1));
    double skewness =
        (treated.thirdMoment() / square((double) treated.count())
                - control.thirdMoment() / square((double) control.count()))
            / (variance * error);
    double quantile = Quantiles.student(level, freedom);
    return new Estimate(
        difference,
        new Interval(
            difference - error * untransformed(quantile, skewness),
            difference - error * untransformed(-quantile, skewness),
            level));
  }

  /** The standard error of the difference; {@code NaN} when too few are known. */
  static double error(Amounts treated, Amounts control) {
    return Math.sqrt(treated.variance() / treated.count() + control.variance() / control.count());
  }

  /**
   * The studentised value that Hall's {@code T + sT²/3 + s²T³/27 + s/6} turns into this one; s is
   * the skewness of the mean.
   */
  private static double untransformed(double value, double skewness) {
    if (Math.abs(skewness) < NO_SKEWNESS) {
      return value;
    }
    return 3 / skewness * (Math.cbrt(1 + skewness * (value - skewness / 6)) - 1);
  }

  private static double square(double value) {
    return value * value;
  }
}
