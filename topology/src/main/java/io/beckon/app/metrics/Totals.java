package io.beckon.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts of an application in this process, for those who watch it from beside it. */
public final class Totals {

  private Totals() {}

  /**
   * The count of all series of a name.
   *
   * @param name of the meter, for example {@code beckon.events}
   * @return 0 where nothing of that name is counted (yet)
   */
  public static long of(MeterRegistry registry, String name) {
    double sum = 0;
    for (FunctionCounter counter : registry.find(name).functionCounters()) {
      sum += counter.count();
    }
    for (Counter counter : registry.find(name).counters()) {
      sum += counter.count();
    }
    return Math.round(sum);
  }
}
