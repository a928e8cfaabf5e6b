package io.beckon.measurement.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What counting looks at of a decision.
 *
 * @param runId "" for what is no run's
 * @param step null for what is of the run as a whole
 * @param control did a split deal the arm that is sent nothing?
 */
public record Decided(
    String flow,
    int version,
    String runId,
    @Nullable String step,
    Outcome outcome,
    String reason,
    boolean control) {

  private static final String CONTROL = "CONTROL";

  /** Of a record of the topic. */
  public static Decided of(Decision decision) {
    return new Decided(
        decision.getFlow(),
        decision.getFlowVersion(),
        decision.getRunId(),
        decision.getStep(),
        decision.getOutcome(),
        decision.getReason(),
        decision.getReason().equals(CONTROL));
  }

  /**
   * Of a line of {@code decisions.ndjson}.
   *
   * @throws IllegalArgumentException if it is no decision
   */
  public static Decided of(JsonNode line) {
    for (String field : new String[] {"flow", "runId", "outcome", "reason"}) {
      if (!line.path(field).isTextual()) {
        throw new IllegalArgumentException("'" + field + "' is missing");
      }
    }
    String reason = line.get("reason").textValue();
    return new Decided(
        line.get("flow").textValue(),
        line.path("flowVersion").intValue(),
        line.get("runId").textValue(),
        line.path("step").isTextual() ? line.get("step").textValue() : null,
        Outcome.valueOf(line.get("outcome").textValue()),
        reason,
        reason.equals(CONTROL));
  }
}
