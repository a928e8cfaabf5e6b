package io.beckon.app.metrics;

import io.beckon.app.Version;
import io.beckon.app.health.Behind;
import io.beckon.app.run.Restores;
import io.beckon.streams.Pulse;
import io.beckon.streams.state.RocksMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Gauges of an instance: sums and maxima over its running partitions, reckoned when Prometheus
 * asks. One series each, and one for each store, however many partitions there are; {@code /status}
 * tells them partition by partition.
 *
 * <p>What to alert on ({@code docs/metrics.md} has all, {@code beckon.rules.yaml} the alerts):
 *
 * <ul>
 *   <li>{@code max(beckon_log_behind_seconds) > 300}: it does not keep up, messages will be late;
 *   <li>{@code max(beckon_timers_oldest_overdue_seconds) > 300} while nothing is behind: time
 *       stands still in a partition;
 *   <li>{@code max(beckon_queue_oldest_age_seconds) > 900} while nothing is behind: decided sends
 *       do not leave;
 *   <li>{@code sum(beckon_running_partitions) <} partitions of the log: nobody reads some;
 *   <li>{@code beckon_restore_remaining_records > 0} and not falling: a restore is stuck;
 *   <li>{@code beckon_shadow_partitions > 0} and no cut-over is planned: nothing is sent;
 *   <li>{@code beckon_uncounted_partitions > 0} for an hour: carts, runs and deferred sends are too
 *       low;
 *   <li>{@code beckon_rocksdb_background_errors > 0}: the disk is full, or failing;
 *   <li>{@code sum(beckon_state_bytes) >} half of the disk: a restore or compaction may need as
 *       much again.
 * </ul>
 */
public final class InstanceMeters {

  private final Supplier<Map<Integer, Pulse>> pulses;
  private final Supplier<Map<Integer, Behind>> behind;
  private final Restores restores;
  private final StoreFigures figures;
  private final long settle;
  private final LongSupplier wallClock;

  /**
   * Meters that are not registered yet.
   *
   * @param settle what a timer waits on top of its due time, milliseconds
   */
  public InstanceMeters(
      Supplier<Map<Integer, Pulse>> pulses,
      Supplier<Map<Integer, Behind>> behind,
      Restores restores,
      Supplier<? extends Map<MetricName, ? extends Metric>> kafka,
      long settle,
      LongSupplier wallClock) {
    this.pulses = pulses;
    this.behind = behind;
    this.restores = restores;
    this.figures = new StoreFigures(kafka, System::nanoTime);
    this.settle = settle;
    this.wallClock = wallClock;
  }

  /**
   * Registers them.
   *
   * @param stores names of the state stores
   */
  public void bindTo(MeterRegistry registry, Iterable<String> stores) {
    seconds(
        registry,
        "beckon.log.behind",
        "Age of the latest record read, of the partition that is furthest behind; 0 when all is"
            + " read",
        m -> max(m.behind.get(), Behind::millis) / 1000.0);
    gauge(
        registry,
        "beckon.log.unread",
        "records",
        "Records in the log that were not fetched yet",
        m -> sum(m.behind.get(), late -> Math.max(0, late.records())));
    seconds(
        registry,
        "beckon.timers.oldest.overdue",
        "How long the timer that is due longest should have fired, by the wall clock",
        m -> m.oldest((pulse, wall) -> pulse.overdue(wall, m.settle)));
    gauge(
        registry,
        "beckon.timed",
        "shoppers",
        "Shoppers with a timer in memory",
        m -> sum(m.pulses.get(), Pulse::shoppersTimed));
    gauge(
        registry,
        "beckon.memory",
        "shoppers",
        "Shoppers in memory",
        m -> sum(m.pulses.get(), Pulse::shoppersHeld));
    gauge(
        registry,
        "beckon.queue",
        "sends",
        "Decided sends that wait for their release",
        m -> sum(m.pulses.get(), Pulse::sendsReady));
    seconds(
        registry,
        "beckon.queue.oldest.age",
        "How long the oldest of them has been waiting",
        m -> m.oldest(Pulse::oldestReadyAge));
    holdings(registry);
    gauge(
        registry,
        "beckon.running",
        "partitions",
        "Partitions that this instance reads",
        m -> m.pulses.get().size());
    gauge(
        registry,
        "beckon.shadow",
        "partitions",
        "Partitions of these in which it sends nothing yet",
        m -> sum(m.pulses.get(), pulse -> pulse.active() ? 0 : 1));
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

  private void holdings(MeterRegistry registry) {
    gauge(
        registry,
        "beckon.live",
        "carts",
        "Open carts",
        m -> sum(m.pulses.get(), pulse -> pulse.holdings().carts()));
    gauge(
        registry,
        "beckon.flow",
        "runs",
        "Runs of flows that are not over",
        m -> sum(m.pulses.get(), pulse -> pulse.holdings().runs()));
    gauge(
        registry,
        "beckon.queue.deferred",
        "sends",
        "Decided sends that wait for a time, such as the end of quiet hours",
        m -> sum(m.pulses.get(), pulse -> pulse.holdings().deferredSends()));
    gauge(
        registry,
        "beckon.uncounted",
        "partitions",
        "Partitions whose carts, runs and deferred sends are still being counted after a start",
        m -> sum(m.pulses.get(), pulse -> pulse.holdings().complete() ? 0 : 1));
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

  private void seconds(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<InstanceMeters> value) {
    gauge(registry, name, "seconds", description, value);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String unit,
      String description,
      ToDoubleFunction<InstanceMeters> value) {
    Gauge.builder(name, this, value)
        .baseUnit(unit)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /** An age of a task at a wall clock time, milliseconds. */
  private interface Age {
    long of(Pulse pulse, long wall);
  }

  private double oldest(Age age) {
    long wall = wallClock.getAsLong();
    return max(pulses.get(), pulse -> age.of(pulse, wall)) / 1000.0;
  }

  private static <T> double max(Map<Integer, T> all, ToDoubleFunction<T> value) {
    return all.values().stream().mapToDouble(value).max().orElse(0);
  }

  private static <T> double sum(Map<Integer, T> all, ToDoubleFunction<T> value) {
    return all.values().stream().mapToDouble(value).sum();
  }
}
