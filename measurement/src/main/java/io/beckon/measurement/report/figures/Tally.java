package io.beckon.measurement.report.figures;

/** What was counted for one slice of the data. */
final class Tally {

  /** Costs are counted in thousandths of a minor unit: a mail costs less than a cent. */
  static final long THOUSAND = 1_000;

  private final long[] counts = new long[Counter.values().length];

  void add(Counter counter, long amount) {
    counts[counter.ordinal()] += amount;
  }

  long get(Counter counter) {
    return counts[counter.ordinal()];
  }
}
