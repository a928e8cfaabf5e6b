package io.beckon.app.metrics;

import io.beckon.app.Version;
import io.beckon.app.run.Restores;
import io.beckon.streams.state.RocksMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Gauges that every application has: its state on disk, RocksDB's memory and work, what is
 * restored, and which version runs. One series each, and one for each store.
 */
public final class ProcessMeters {

  private final Restores restores;
  private final StoreFigures figures;

  /** Meters that are not registered yet. */
  public ProcessMeters(
      Restores restores, Supplier<? extends Map<MetricName, ? extends Metric>> kafka) {
    this.restores = restores;
    this.figures = new StoreFigures(kafka, System::nanoTime);
  }

  /**
   * Registers them.
   *
   * @param stores names of the state stores
   */
  public void bindTo(MeterRegistry registry, Iterable<String> stores) {
    gauge(
        registry,
        "beckon.restore.remaining",
        "records",
        "Records to be restored until all partitions run",
        m -> m.restores.remaining());
    for (String store : stores) {
      ofStore(
          registry,
          store,
          "beckon.state",
          "bytes",
          "State on disk, standbys included",
          StoreFigures.SIZE);
      ofStore(
          registry,
          store,
          "beckon.rocksdb",
          "keys",
          "Rows, as RocksDB estimates them",
          StoreFigures.KEYS);
    }
    rocksdb(registry);
    Gauge.builder("beckon.build.info", () -> 1)
        .tag("version", Version.beckon())
        .tag("kafka", Version.kafka())
        .description("Which version runs; always 1")
        .strongReference(true)
        .register(registry);
  }

  private void ofStore(
      MeterRegistry registry,
      String store,
      String name,
      String unit,
      String description,
      String figure) {
    Gauge.builder(name, this, m -> m.figures.of(figure, store))
        .baseUnit(unit)
        .tag("store", store)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  private void rocksdb(MeterRegistry registry) {
    gauge(
        registry,
        "beckon.rocksdb.memory",
        "bytes",
        "Memory that RocksDB uses in this process: cache, indexes, filters and write buffers",
        m -> RocksMemory.usedBytes());
    gauge(
        registry,
        "beckon.rocksdb.memory.bound",
        "bytes",
        "Memory that it may use: rocksdb.memory",
        m -> RocksMemory.boundBytes());
    gauge(
        registry,
        "beckon.rocksdb.buffers",
        "bytes",
        "Write buffers that are not on disk yet, part of its memory",
        m -> m.figures.ofAll(StoreFigures.BUFFERS));
    gauge(
        registry,
        "beckon.rocksdb.compaction.pending",
        "bytes",
        "What compactions have still to rewrite, estimated",
        m -> m.figures.ofAll(StoreFigures.PENDING));
    gauge(
        registry,
        "beckon.rocksdb.running.compactions",
        "compactions",
        "Compactions that run now",
        m -> m.figures.ofAll(StoreFigures.COMPACTIONS));
    gauge(
        registry,
        "beckon.rocksdb.running.flushes",
        "flushes",
        "Flushes of write buffers that run now",
        m -> m.figures.ofAll(StoreFigures.FLUSHES));
    gauge(
        registry,
        "beckon.rocksdb.background",
        "errors",
        "Failures of flushes and compactions since the stores were opened",
        m -> m.figures.ofAll(StoreFigures.ERRORS));
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String unit,
      String description,
      ToDoubleFunction<ProcessMeters> value) {
    Gauge.builder(name, this, value)
        .baseUnit(unit)
        .description(description)
        .strongReference(true)
        .register(registry);
  }
}
