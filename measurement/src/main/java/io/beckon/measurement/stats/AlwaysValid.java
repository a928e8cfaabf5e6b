package io.beckon.measurement.stats;

/**
 * An interval that covers the truth at every look at once, however often one looks and whenever one
 * stops: the mixture sequential probability ratio test (Robbins, Annals of Mathematical Statistics
 * 41, 1970; for experiments Johari, Koomen, Pekelis and Walsh, Operations Research 70, 2022).
 *
 * <p>The effect is weighed by a normal mixture around zero; the interval is the effects that the
 * likelihood ratio has not refused. It rests on the difference being normal at each look, so it
 * begins when both arms have enough conversions ({@link WinnerRule}).
 */
final class AlwaysValid {

  private AlwaysValid() {}

  /**
   * Half of the interval's width.
   *
   * @param error standard error of the estimate at this look
   * @param scale standard deviation of the mixture: about the effect that one looks for; fixed
   *     before the data are seen
   * @param alpha how often the interval may ever miss the truth
   */
  static double radius(double error, double scale, double alpha) {
    double variance = error * error;
    double mixture = scale * scale;
    double sum = variance + mixture;
    double evidence = Math.log(Math.sqrt(sum / variance) / alpha);
    return Math.sqrt(2 * variance * sum / mixture * evidence);
  }

  /** The estimate with that interval. */
  static Estimate of(double estimate, double error, double scale, double alpha) {
    if (!(error > 0)) {
      return new Estimate(estimate, Interval.unknown(1 - alpha));
    }
    double radius = radius(error, scale, alpha);
    return new Estimate(estimate, new Interval(estimate - radius, estimate + radius, 1 - alpha));
  }

  /**
   * The probability, valid at any look, of such data or stranger ones without an effect: the
   * smallest alpha at which the interval leaves zero out.
   */
  static double pValue(double estimate, double error, double scale) {
    if (!(error > 0)) {
      return 1;
    }
    double variance = error * error;
    double mixture = scale * scale;
    double sum = variance + mixture;
    double log =
        Math.log(variance / sum) / 2 + estimate * estimate * mixture / (2 * variance * sum);
    return Math.min(1, Math.exp(-log));
  }
}
