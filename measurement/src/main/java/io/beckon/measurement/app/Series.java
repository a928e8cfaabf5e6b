package io.beckon.measurement.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The series of one metric that come and go. One that stays is registered once and changes its
 * value: a scrape in the midst of a change sees each series once, with the old value or the new.
 */
final class Series {

  private final MeterRegistry registry;
  private final String name;
  private final String unit;
  private final String description;
  private final Map<Tags, Double> values = new ConcurrentHashMap<>();
  private final Map<Tags, Gauge> gauges = new ConcurrentHashMap<>();

  Series(MeterRegistry registry, String name, String unit, String description) {
    this.registry = registry;
    this.name = name;
    this.unit = unit;
    this.description = description;
  }

  /** These are the values now, and there are no others. */
  void tell(Map<Tags, Double> now) {
    values.putAll(now);
    now.keySet().forEach(tags -> gauges.computeIfAbsent(tags, this::registered));
    for (Tags tags : Set.copyOf(gauges.keySet())) {
      if (!now.containsKey(tags)) {
        Gauge gone = gauges.remove(tags);
        if (gone != null) {
          registry.remove(gone);
        }
        values.remove(tags);
      }
    }
  }

  private Gauge registered(Tags tags) {
    return Gauge.builder(name, values, all -> all.getOrDefault(tags, Double.NaN))
        .tags(tags)
        .baseUnit(unit)
        .description(description)
        .strongReference(true)
        .register(registry);
  }
}
