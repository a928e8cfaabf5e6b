package io.beckon.bench.report;

import io.beckon.bench.run.Measurement;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The measurements of one scenario over one shape. Medians are over quiet runs when there are any;
 * least and most over all.
 */
public record Summary(String shape, String scenario, List<Measurement> runs) {

  /** Runs during which the machine was left alone. */
  public List<Measurement> quiet() {
    return runs.stream().filter(run -> !run.noisy()).toList();
  }

  /** Did other programs disturb all runs, so that the medians are of noisy ones? */
  public boolean noisy() {
    return quiet().isEmpty();
  }

  /** The median of a figure. */
  public double median(ToDoubleFunction<Measurement> figure) {
    List<Measurement> counted = noisy() ? runs : quiet();
    double[] sorted = counted.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The least of a figure. */
  public double least(ToDoubleFunction<Measurement> figure) {
    return runs.stream().mapToDouble(figure).min().orElse(Double.NaN);
  }

  /** The most of a figure. */
  public double most(ToDoubleFunction<Measurement> figure) {
    return runs.stream().mapToDouble(figure).max().orElse(Double.NaN);
  }
}
