package io.beckon.app.health;

import io.beckon.streams.Pulse;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How far the running partitions of this instance are behind the log: by the figures of their
 * consumers, and by their own time.
 */
public final class Lags implements Supplier<Map<Integer, Behind>> {

  private final String topic;
  private final Supplier<Map<Integer, Long>> logTimes;
  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
  private final LongSupplier wallClock;

  /**
   * Lags of a log.
   *
   * @param logTimes time of the latest record read of each running partition, epoch milliseconds
   * @param metrics those of Kafka Streams, its consumers' among them
   */
  public Lags(
      String topic,
      Supplier<Map<Integer, Long>> logTimes,
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
      LongSupplier wallClock) {
    this.topic = topic;
    this.logTimes = logTimes;
    this.metrics = metrics;
    this.wallClock = wallClock;
  }

  /** By partition, in its order. */
  @Override
  public Map<Integer, Behind> get() {
    Map<Integer, Double> fetchLags = fetchLags();
    Map<Integer, Behind> behind = new TreeMap<>();
    long wall = wallClock.getAsLong();
    logTimes
        .get()
        .forEach(
            (partition, logTime) ->
                behind.put(partition, Behind.of(logTime, fetchLags.get(partition), wall)));
    return behind;
  }

  /** The times that running tasks of the main job tell. */
  public static Map<Integer, Long> timesOf(Map<Integer, Pulse> pulses) {
    Map<Integer, Long> times = new HashMap<>();
    pulses.forEach((partition, pulse) -> times.put(partition, pulse.logTime()));
    return times;
  }

  private Map<Integer, Double> fetchLags() {
    Map<Integer, Double> lags = new HashMap<>();
    metrics
        .get()
        .forEach(
            (name, metric) -> {
              String partition = name.tags().get("partition");
              if (partition != null
                  && name.name().equals("records-lag")
                  && topic.equals(name.tags().get("topic"))
                  && metric.metricValue() instanceof Double lag) {
                lags.put(Integer.valueOf(partition), lag);
              }
            });
    return lags;
  }
}
