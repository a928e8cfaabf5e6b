package io.beckon.measurement.report.html;

/**
 * From values to percent of a width.
 *
 * @param low value at the left
 * @param high value at the right
 */
record Scale(double low, double high) {

  /** Room beyond the farthest value. */
  private static final double ROOM = 0.04;

  Scale {
    if (!(high > low)) {
      high = low + 1;
    }
  }

  /** From nothing to the largest. */
  static Scale upTo(double largest) {
    return new Scale(0, largest > 0 ? largest * (1 + ROOM) : 1);
  }

  /** Around zero, with all values in it. */
  static Scale around(double low, double high) {
    double width = Math.max(Math.max(high, 0) - Math.min(low, 0), 1e-9);
    return new Scale(Math.min(low, 0) - ROOM * width, Math.max(high, 0) + ROOM * width);
  }

  double percent(double value) {
    double share = (value - low) / (high - low);
    return 100 * Math.max(0, Math.min(1, share));
  }

  /** The least round number (1, 2 or 5 and zeros) that is no less. */
  static double roundUp(double value) {
    if (!(value > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 2.5, 5, 10}) {
      if (step * power >= value * (1 - 1e-12)) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
