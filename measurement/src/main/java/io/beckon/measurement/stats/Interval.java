package io.beckon.measurement.stats;

/**
 * A range that covers the truth as often as its level says.
 *
 * @param low lower end; {@code -Infinity} when the data say nothing of it
 * @param high upper end; {@code Infinity} when the data say nothing of it
 * @param level how often such ranges cover the truth: 0.95
 */
public record Interval(double low, double high, double level) {

  /** Refuses ends in the wrong order and levels that are none. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval from " + low + " to " + high);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level of " + level + ": give one between 0 and 1");
    }
  }

  /** Nothing is known. */
  static Interval unknown(double level) {
    return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level);
  }

  /** Does the value lie in it? */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Are both ends known? */
  public boolean isFinite() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** Does it lie above the value as a whole? */
  public boolean above(double value) {
    return low > value;
  }

  /** Does it lie below the value as a whole? */
  public boolean below(double value) {
    return high < value;
  }

  /** The same for a quantity so many times as large. */
  public Interval times(double factor) {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("a factor of " + factor + ": give one above 0");
    }
    return new Interval(low * factor, high * factor, level);
  }
}
