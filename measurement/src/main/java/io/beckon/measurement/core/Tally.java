package io.beckon.measurement.core;

import java.util.HashMap;
import java.util.Map;

/** Sums by what they are of. A sum of 0 is none. */
public final class Tally {

  private final Map<MeasureKey, Long> sums = new HashMap<>();

  void add(MeasureKey key, long amount) {
    if (amount != 0) {
      sums.merge(key, amount, Tally::sum);
    }
  }

  private static Long sum(Long one, Long other) {
    return Math.addExact(one, other);
  }

  /** Adds all sums of another tally. */
  public void add(Tally other) {
    other.sums.forEach(this::add);
  }

  /** The sums that are not 0. */
  public Map<MeasureKey, Long> sums() {
    Map<MeasureKey, Long> all = new HashMap<>(sums);
    all.values().removeIf(sum -> sum == 0);
    return all;
  }

  /** What has to be added to this tally to come to another. */
  public Tally until(Tally after) {
    Tally change = new Tally();
    after.sums.forEach(change::add);
    sums.forEach((key, sum) -> change.add(key, -sum));
    return change;
  }
}
