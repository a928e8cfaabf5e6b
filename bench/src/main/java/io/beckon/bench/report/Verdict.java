package io.beckon.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.bench.run.Measurement;
import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.scenario.Scenarios;
import io.beckon.bench.workload.Expected;
import java.util.Map;

/** Did a run find what it had to find? */
public enum Verdict {
  /** It finds no triggers. */
  NONE(""),
  /** Its rules differ, so that its count cannot be wrong. */
  OTHER_RULES("(own rules)"),
  /** Exactly the triggers of the model, and nothing put aside. */
  RIGHT("exact"),
  /** Other triggers, or something was put aside. */
  WRONG("WRONG");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** As it stands in the table. */
  public String text() {
    return text;
  }

  /** Judges a run. */
  public static Verdict of(Measurement run) {
    Scenario.Triggers worth =
        Scenarios.named(run.scenario()).map(Scenario::triggers).orElse(Scenario.Triggers.NONE);
    Expected expected = run.expected();
    return switch (worth) {
      case NONE -> NONE;
      case OTHER_RULES -> OTHER_RULES;
      case EXACT ->
          expected != null
                  && found(run, expected)
                  && run.result().path("deadLetters").asLong(0) == 0
              ? RIGHT
              : WRONG;
    };
  }

  private static boolean found(Measurement run, Expected expected) {
    JsonNode kinds = run.result().path("triggersByKind");
    return run.triggers() == expected.total()
        && Map.of(
                "CART", expected.cart(),
                "CHECKOUT", expected.checkout(),
                "BROWSE", expected.browse())
            .entrySet()
            .stream()
            .allMatch(kind -> kinds.path(kind.getKey()).asLong(0) == kind.getValue());
  }
}
