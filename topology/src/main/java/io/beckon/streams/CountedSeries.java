package io.beckon.streams;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The counters of this process: each the sum of its tasks' counts, added up when somebody looks. A
 * task asks for a count once, when something happens for the first time, and then only adds.
 */
final class CountedSeries {

  private final MeterRegistry registry;
  private final Map<Series, List<Count>> all = new ConcurrentHashMap<>();

  private record Series(String name, Tags tags) {}

  CountedSeries(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A new count that belongs to a counter. */
  Count open(String name, String description, String... tags) {
    Count count = new Count();
    all.computeIfAbsent(new Series(name, Tags.of(tags)), series -> register(series, description))
        .add(count);
    return count;
  }

  private List<Count> register(Series series, String description) {
    List<Count> counts = new CopyOnWriteArrayList<>();
    FunctionCounter.builder(series.name(), counts, CountedSeries::sum)
        .tags(series.tags())
        .description(description)
        .register(registry);
    return counts;
  }

  private static double sum(List<Count> counts) {
    long sum = 0;
    for (Count count : counts) {
      sum += count.value();
    }
    return sum;
  }
}
