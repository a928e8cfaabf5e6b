package io.beckon.measurement.report.figures;

import java.util.EnumMap;
import java.util.Map;

/** What was counted for one slice of the data. */
final class Tally {

  /** Costs are counted in thousandths of a minor unit: a mail costs less than a cent. */
  static final long THOUSAND = 1_000;

  private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);

  void add(Counter counter, long amount) {
    counts.merge(counter, amount, Long::sum);
  }

  long get(Counter counter) {
    return counts.getOrDefault(counter, 0L);
  }
}
