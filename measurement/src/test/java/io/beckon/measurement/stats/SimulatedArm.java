package io.beckon.measurement.stats;

import java.util.Random;

/**
 * Shoppers of whom it is known how many convert and what they spend on average: most spend nothing,
 * and baskets are log-normal, with a long tail.
 */
final class SimulatedArm {

  private static final double LOG_MEAN = 8.3;
  private static final double LOG_SPREAD = 1.0;

  private final String name;
  private final double rate;
  private final Random random;
  private long hits;
  private Amounts revenue = Amounts.NONE;

  SimulatedArm(String name, double rate, long seed) {
    this.name = name;
    this.rate = rate;
    this.random = new Random(seed * 7_919 + name.hashCode());
  }

  /** What a converted shopper truly spends on average, in minor units. */
  static double meanBasket() {
    return Math.exp(LOG_MEAN + LOG_SPREAD * LOG_SPREAD / 2);
  }

  SimulatedArm enter(int shoppers) {
    int nothing = 0;
    for (int i = 0; i < shoppers; i++) {
      if (random.nextDouble() < rate) {
        hits++;
        revenue = revenue.with(Math.exp(LOG_MEAN + LOG_SPREAD * random.nextGaussian()));
      } else {
        nothing++;
      }
    }
    revenue = revenue.withNothing(nothing);
    return this;
  }

  Arm arm() {
    return new Arm(name, new Proportion(hits, revenue.count()), revenue);
  }
}
