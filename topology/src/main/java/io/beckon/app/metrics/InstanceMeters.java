package io.beckon.app.metrics;

import io.beckon.app.health.Behind;
import io.beckon.streams.Pulse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Gauges of an instance: sums and maxima over its running partitions, reckoned when Prometheus
 * asks. One series each, however many partitions there are; {@code /status} tells them partition by
 * partition.
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
      long settle,
      LongSupplier wallClock) {
    this.pulses = pulses;
    this.behind = behind;
    this.settle = settle;
    this.wallClock = wallClock;
  }

  /** Registers them. */
  public void bindTo(MeterRegistry registry) {
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
