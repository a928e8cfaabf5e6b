package io.beckon.measurement.stats;

/** Gauss' hypergeometric function. */
final class Hypergeometric {

  private static final int MOST_TERMS = 1_000_000;
  private static final double NOTHING_MORE = 1e-15;

  private Hypergeometric() {}

  /** Its series, for z from 0 up to, and without, 1. */
  static double series(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; n < MOST_TERMS; n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
      if (Math.abs(term) <= NOTHING_MORE * Math.abs(sum)) {
        break;
      }
    }
    return sum;
  }
}
