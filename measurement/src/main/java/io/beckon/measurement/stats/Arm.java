package io.beckon.measurement.stats;

/**
 * One arm of an experiment: a variant of a split, a control, or a holdout. Everybody who was dealt
 * the arm counts, whether or not a message reached them: what is compared is being meant to be
 * written to.
 *
 * @param name of the arm
 * @param converted those who reached the goal in its window, of all who were dealt the arm
 * @param revenue what each of them spent in the window, in minor units of one currency
 */
public record Arm(String name, Proportion converted, Amounts revenue) {

  /** Refuses amounts of other shoppers than those who were counted. */
  public Arm {
    if (converted.trials() != revenue.count()) {
      throw new IllegalArgumentException(
          "arm '" + name + "': " + converted.trials() + " shoppers, amounts of " + revenue.count());
    }
  }

  /** Shoppers in the arm. */
  public long shoppers() {
    return converted.trials();
  }
}
