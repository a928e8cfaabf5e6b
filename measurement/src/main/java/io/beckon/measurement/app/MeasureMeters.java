package io.beckon.measurement.app;

import io.beckon.app.health.Behind;
import io.beckon.app.health.Lags;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** How far an instance has read: one series each, reckoned when Prometheus asks. */
record MeasureMeters(Lags lags) {

  void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "beckon.measure.behind",
        "seconds",
        "Age of the latest outcome read, of the partition that is furthest behind; 0 when all is"
            + " read",
        lags -> lags.get().values().stream().mapToDouble(Behind::millis).max().orElse(0) / 1000.0);
    gauge(
        registry,
        "beckon.measure.unread",
        "records",
        "Outcomes that were not fetched yet",
        lags ->
            lags.get().values().stream().mapToDouble(late -> Math.max(0, late.records())).sum());
    gauge(
        registry,
        "beckon.measure.running",
        "partitions",
        "Partitions of outcomes that this instance reads",
        lags -> lags.get().size());
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String unit,
      String description,
      ToDoubleFunction<Lags> value) {
    Gauge.builder(name, lags, value)
        .baseUnit(unit)
        .description(description)
        .strongReference(true)
        .register(registry);
  }
}
