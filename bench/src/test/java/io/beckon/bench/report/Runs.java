package io.beckon.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.bench.run.Measurement;
import io.beckon.bench.workload.Expected;

/** Measurements to report on. */
final class Runs {

  private static final long SECOND = 1_000_000_000;
  private static final long MEGA = 1 << 20;

  private Runs() {}

  /** A run over a million events. */
  static Measurement of(String scenario, double seconds, double cpuSeconds, double foreign) {
    return of(scenario, seconds, cpuSeconds, foreign, null, 0);
  }

  static Measurement of(
      String scenario,
      double seconds,
      double cpuSeconds,
      double foreign,
      Expected expected,
      long cartsFound) {
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.putObject("triggersByKind").put("CART", cartsFound);
    return new Measurement(
        "cart",
        scenario,
        1,
        1_000_000,
        (long) (seconds * SECOND),
        (long) (cpuSeconds * SECOND),
        SECOND,
        foreign,
        500 * MEGA,
        20_000_000,
        1_000_000,
        3_000_000,
        expected == null ? -1 : cartsFound,
        expected,
        result);
  }
}
