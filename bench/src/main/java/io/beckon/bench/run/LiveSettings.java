package io.beckon.bench.run;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A steady load.
 *
 * @param rate events a second; null: half of what a drain run measures
 * @param measured how long latencies are taken
 * @param threads of the application
 * @param settings of the application, over {@link #APPLICATION}
 */
public record LiveSettings(
    @Nullable Double rate,
    Duration measured,
    int partitions,
    int threads,
    long seed,
    Map<String, String> settings,
    boolean keep) {

  /** What differs from the defaults, so that something falls due within minutes. */
  public static final Map<String, String> APPLICATION =
      Map.of(
          "cart.idle", "30s",
          "checkout.idle", "20s",
          "browse.idle", "60s",
          "time.settle", "1s",
          "log.timestamps", "append",
          "group.instance.id", "bench-live");

  /** Runs before the measured time, behind the idle time; what is due then is not counted. */
  static final Duration WARM_UP = Duration.ofSeconds(30);

  /** All settings in which the application differs from the defaults. */
  public Map<String, String> all() {
    Map<String, String> all = new TreeMap<>(APPLICATION);
    all.putAll(settings);
    return all;
  }
}
