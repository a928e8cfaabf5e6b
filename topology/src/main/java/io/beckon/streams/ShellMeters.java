package io.beckon.streams;

import io.beckon.streams.state.ShopperRoom;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What the tasks of this process have done, and where they stand. */
public final class ShellMeters {

  private final MeterRegistry registry;
  private final CountedSeries series;
  private final CheckoutWords checkout = new CheckoutWords();
  private final TaskBoard board = new TaskBoard();
  private final Map<Integer, TaskMeters> tasks = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> codesLeft = new ConcurrentHashMap<>();

  /** Meters in a registry. */
  public ShellMeters(MeterRegistry registry) {
    this.registry = registry;
    this.series = new CountedSeries(registry);
  }

  /** The registry they are in. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Where the running tasks stand. */
  public TaskBoard board() {
    return board;
  }

  /** Takes the topic of each output that was too large for it, and was left out. */
  public Consumer<String> oversized() {
    return topic ->
        Counter.builder("beckon.oversized.outputs")
            .tag("topic", topic)
            .description("Outputs that were too large for their topic, and were not written")
            .register(registry)
            .increment();
  }

  /** How many shoppers may stay in memory. */
  void room(ShopperRoom room) {
    Gauge.builder("beckon.memory.room", room, ShopperRoom::all)
        .baseUnit("shoppers")
        .description("Shoppers that may stay in memory")
        .register(registry);
  }

  /** The meters of a partition: the same for each task of it that runs here, one after another. */
  TaskMeters task(int partition) {
    return tasks.computeIfAbsent(partition, p -> new TaskMeters(series, checkout));
  }

  /**
   * How many codes a pool has left in a partition. Alert when the sum of a pool is low: messages go
   * without their offer, or not at all, where it is 0.
   */
  void codesLeft(String pool, int partition, long left) {
    codesLeft
        .computeIfAbsent(
            pool + '\u0000' + partition,
            key -> {
              AtomicLong value = new AtomicLong();
              Gauge.builder("beckon.codes.left", value, AtomicLong::doubleValue)
                  .tags("pool", pool, "partition", Integer.toString(partition))
                  .description("Codes that a pool has left in a partition")
                  .register(registry);
              return value;
            })
        .set(left);
  }

  /** The partition went to another task: what this one knew of its codes is no longer true. */
  void codesForgotten(int partition) {
    String own = Integer.toString(partition);
    registry.find("beckon.codes.left").tag("partition", own).gauges().forEach(registry::remove);
    codesLeft.keySet().removeIf(key -> key.endsWith('\u0000' + own));
  }
}
