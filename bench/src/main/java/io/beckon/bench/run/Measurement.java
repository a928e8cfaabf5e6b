package io.beckon.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.bench.workload.Expected;
import org.jspecify.annotations.Nullable;

/**
 * One measured pass.
 *
 * @param round from 1
 * @param events records in the input
 * @param elapsedNanos from the first processed record until all was committed
 * @param cpuNanos of the scenario's process meanwhile
 * @param brokerCpuNanos of the broker meanwhile
 * @param foreign share of all processors that other programs had; NaN where unknown
 * @param changelogBytes in the broker's logs
 * @param changelogRecords with the marks of transactions; -1 with {@code changelogBytes} -1: none
 * @param expected triggers by the model; null: the scenario finds none
 * @param result all that the scenario said
 */
public record Measurement(
    String shape,
    String scenario,
    int round,
    long events,
    long elapsedNanos,
    long cpuNanos,
    long brokerCpuNanos,
    double foreign,
    long peakRssBytes,
    long changelogBytes,
    long changelogRecords,
    long longestPunctuationNanos,
    long triggers,
    @Nullable Expected expected,
    JsonNode result) {

  private static final double NOISY = 0.15;
  private static final double NANOS = 1e9;
  private static final double MILLION = 1e6;

  /** Did other programs have too much of the machine? */
  public boolean noisy() {
    return foreign > NOISY;
  }

  /** Events a second. */
  public double rate() {
    return events * NANOS / elapsedNanos;
  }

  /** CPU seconds of the scenario's process for a million events. */
  public double cpuPerMillion() {
    return cpuNanos / NANOS * MILLION / events;
  }

  /** CPU seconds of the broker for a million events. */
  public double brokerCpuPerMillion() {
    return brokerCpuNanos / NANOS * MILLION / events;
  }
}
