package io.beckon.bench.run;

import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.workload.Shape;
import java.util.List;
import java.util.Map;

/**
 * What is to be measured.
 *
 * @param events records in the input of the fast scenarios
 * @param rounds each scenario is measured once in each
 * @param threads of each application
 * @param partitions of the input
 * @param endsAt append time of the histories' last record, epoch milliseconds
 * @param settings of the application, over the defaults
 * @param jvm options of the measured JVMs, after the usual ones
 * @param keep leave the temporary directory
 */
public record BenchSettings(
    List<Scenario> scenarios,
    List<Shape> shapes,
    long events,
    int rounds,
    int threads,
    int partitions,
    long seed,
    long endsAt,
    Map<String, String> settings,
    List<String> jvm,
    boolean keep) {

  private static final int WARM_UP_SHARE = 2;
  private static final long LEAST_WARM_UP = 200_000;
  private static final long MOST_WARM_UP = 1_500_000;

  /** Records in the warm-up of a measurement of so many. */
  static long warmUp(long events) {
    return Math.min(MOST_WARM_UP, Math.max(LEAST_WARM_UP, events / WARM_UP_SHARE));
  }

  /** The order of a round: each scenario comes first once, so that none always follows another. */
  static <T> List<T> rotated(List<T> all, int round) {
    int first = (round - 1) % all.size();
    List<T> order = new java.util.ArrayList<>(all.subList(first, all.size()));
    order.addAll(all.subList(0, first));
    return order;
  }
}
