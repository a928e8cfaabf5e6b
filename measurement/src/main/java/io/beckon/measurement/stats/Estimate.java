package io.beckon.measurement.stats;

/**
 * What the data say of a quantity, and how sure that is.
 *
 * @param value the estimate; {@code NaN} when there is none
 * @param interval where the truth lies
 */
public record Estimate(double value, Interval interval) {

  /** The same for a quantity so many times as large. */
  public Estimate times(double factor) {
    return new Estimate(value * factor, interval.times(factor));
  }
}
