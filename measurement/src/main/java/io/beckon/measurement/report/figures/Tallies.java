package io.beckon.measurement.report.figures;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that was counted, by slice. */
final class Tallies {

  private final Map<Slice, Tally> tallies = new HashMap<>();

  void add(Iterable<Slice> slices, Counter counter, long amount) {
    for (Slice slice : slices) {
      tallies.computeIfAbsent(slice, s -> new Tally()).add(counter, amount);
    }
  }

  Tally all() {
    return tallies.getOrDefault(Slice.ALL, new Tally());
  }

  /** The slices of a dimension, in the order of their values. */
  List<Slice> by(Dimension dimension) {
    return tallies.keySet().stream()
        .filter(slice -> slice.by() == dimension)
        .sorted(Comparator.comparing(slice -> String.join("\u0000", slice.values())))
        .toList();
  }

  Tally get(Slice slice) {
    return tallies.getOrDefault(slice, new Tally());
  }
}
