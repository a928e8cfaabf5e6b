package io.beckon.measurement.stats;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/** Quantiles that cut off both tails alike. */
final class Quantiles {

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private Quantiles() {}

  /** Of the normal distribution: 1.96 for a level of 0.95. */
  static double normal(double level) {
    return NORMAL.inverseCumulativeProbability(upper(level));
  }

  /** Of Student's distribution with that many degrees of freedom, which need not be whole. */
  static double student(double level, double freedom) {
    return new TDistribution(freedom).inverseCumulativeProbability(upper(level));
  }

  /** The point that a normal value stays below with this probability: 0.84 for 0.8. */
  static double below(double probability) {
    return NORMAL.inverseCumulativeProbability(probability);
  }

  private static double upper(double level) {
    return 1 - (1 - level) / 2;
  }
}
