package io.beckon.measurement.stats;

/**
 * What is known of a buyer, as the models of lifetime value want it.
 *
 * @param repeats orders after the first one, those of one day counted once
 * @param lastAfter weeks from the first order to the last one
 * @param age weeks from the first order to the end of the observation
 * @param repeatValue mean value of the orders after the first, in minor units; 0 when there is none
 * @param total all that was paid, in minor units, less what was refunded
 */
public record Buyer(int repeats, double lastAfter, double age, double repeatValue, double total) {

  /** Refuses orders after the end of the observation. */
  public Buyer {
    if (repeats < 0 || lastAfter < 0 || lastAfter > age || (repeats == 0) != (lastAfter == 0)) {
      throw new IllegalArgumentException(
          repeats + " repeats until week " + lastAfter + " of " + age);
    }
  }
}
