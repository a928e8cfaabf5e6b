package io.beckon.bench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

/** Latencies as JSON: counts, the usual percentiles, and a curve to draw. */
public final class LatencyJson {

  private static final double[] CURVE = {
    0, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 96, 97, 98, 99, 99.5, 99.75, 99.9,
    99.95, 99.99, 100
  };

  private LatencyJson() {}

  /** Adds latencies by this name; all in milliseconds. */
  public static void put(ObjectNode to, String name, Latencies.Taken taken) {
    Histogram millis = taken.millis();
    ObjectNode node =
        to.putObject(name)
            .put("due", taken.due())
            .put("missing", taken.missing())
            .put("early", taken.early());
    if (taken.due() == 0) {
      return;
    }
    node.put("p50", millis.getValueAtPercentile(50))
        .put("p90", millis.getValueAtPercentile(90))
        .put("p99", millis.getValueAtPercentile(99))
        .put("p99.9", millis.getValueAtPercentile(99.9))
        .put("max", millis.getMaxValue());
    ArrayNode curve = node.putArray("curve");
    for (double percentile : CURVE) {
      curve.addArray().add(percentile).add(millis.getValueAtPercentile(percentile));
    }
  }
}
