package io.beckon.app.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * What RocksDB says of the state stores, added up over their partitions. Kafka Streams has a metric
 * for each store of each partition: they are gone through once for all figures of a scrape.
 */
final class StoreFigures {

  static final String SIZE = "total-sst-files-size";
  static final String KEYS = "estimate-num-keys";
  static final String BUFFERS = "size-all-mem-tables";
  static final String PENDING = "estimate-pending-compaction-bytes";
  static final String COMPACTIONS = "num-running-compactions";
  static final String FLUSHES = "num-running-flushes";
  static final String ERRORS = "background-errors";

  private static final Set<String> NAMES =
      Set.of(SIZE, KEYS, BUFFERS, PENDING, COMPACTIONS, FLUSHES, ERRORS);

  /** The tag that names the store depends on what it is: rows, or windows of rows. */
  private static final List<String> STORE =
      List.of("rocksdb-state-id", "rocksdb-window-state-id", "rocksdb-session-state-id");

  private static final long FRESH_NANOS = 1_000_000_000L;

  private final Supplier<? extends Map<MetricName, ? extends Metric>> kafka;
  private final LongSupplier nanoTime;
  private Map<Figure, Double> sums = Map.of();
  private long readAt;
  private boolean read;

  private record Figure(String name, String store) {}

  StoreFigures(Supplier<? extends Map<MetricName, ? extends Metric>> kafka, LongSupplier nanoTime) {
    this.kafka = kafka;
    this.nanoTime = nanoTime;
  }

  /** A figure of one store. */
  synchronized double of(String name, String store) {
    refresh();
    return sums.getOrDefault(new Figure(name, store), 0.0);
  }

  /** A figure of all stores together. */
  synchronized double ofAll(String name) {
    refresh();
    double sum = 0;
    for (Map.Entry<Figure, Double> each : sums.entrySet()) {
      sum += each.getKey().name().equals(name) ? each.getValue() : 0;
    }
    return sum;
  }

  private void refresh() {
    long now = nanoTime.getAsLong();
    if (read && now - readAt < FRESH_NANOS) {
      return;
    }
    Map<Figure, Double> fresh = new HashMap<>();
    for (Map.Entry<MetricName, ? extends Metric> each : kafka.get().entrySet()) {
      MetricName name = each.getKey();
      String store = NAMES.contains(name.name()) ? store(name) : null;
      if (store != null && each.getValue().metricValue() instanceof Number value) {
        fresh.merge(new Figure(name.name(), store), value.doubleValue(), Double::sum);
      }
    }
    sums = fresh;
    readAt = now;
    read = true;
  }

  private static @Nullable String store(MetricName name) {
    for (String tag : STORE) {
      String store = name.tags().get(tag);
      if (store != null) {
        return store;
      }
    }
    return null;
  }
}
