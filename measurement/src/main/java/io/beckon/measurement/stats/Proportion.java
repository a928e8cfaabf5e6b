package io.beckon.measurement.stats;

/**
 * How many of how many.
 *
 * @param hits those who did
 * @param trials all who could have
 */
public record Proportion(long hits, long trials) {

  /** Refuses more hits than trials. */
  public Proportion {
    if (hits < 0 || hits > trials) {
      throw new IllegalArgumentException(hits + " of " + trials);
    }
  }

  /** The share; {@code NaN} of nobody. */
  public double value() {
    return trials == 0 ? Double.NaN : (double) hits / trials;
  }

  /**
   * Wilson's score interval (1927): unlike the textbook's it covers what it says for rare events
   * and small numbers, and never leaves 0 to 1.
   */
  public Interval wilson(double level) {
    if (trials == 0) {
      return new Interval(0, 1, level);
    }
    double z = Quantiles.normal(level);
    double share = value();
    double shrink = 1 + z * z / trials;
    double centre = (share + z * z / (2 * trials)) / shrink;
    double half =
        z * Math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials)) / shrink;
    return new Interval(
        hits == 0 ? 0 : Math.max(0, centre - half),
        hits == trials ? 1 : Math.min(1, centre + half),
        level);
  }

  Proportion plus(Proportion other) {
    return new Proportion(hits + other.hits, trials + other.trials);
  }
}
