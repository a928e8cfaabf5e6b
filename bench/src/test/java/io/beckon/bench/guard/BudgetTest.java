package io.beckon.bench.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private final Budget budget = new Budget(Map.of("live", Map.of("records", 2.0)));

  @Test
  void shouldAcceptWhatIsAtTheBudgetOrALittleUnder() {
    assertThat(budget.breaches("live", Map.of("records", 2.0))).isEmpty();
    assertThat(budget.breaches("live", Map.of("records", 1.5))).isEmpty();
  }

  @Test
  void shouldSayByHowMuchAFigureIsOver() {
    assertThat(budget.breaches("live", Map.of("records", 2.1)))
        .singleElement()
        .asString()
        .contains("live: records is 2.1000", "5.0 % over its budget of 2.0", "mend it");
  }

  @Test
  void shouldAskToKeepAGain() {
    assertThat(budget.breaches("live", Map.of("records", 1.0)))
        .singleElement()
        .asString()
        .contains("50.0 % under its budget of 2.0", "tighten");
  }

  @Test
  void shouldNameWhatHasNoBudgetAndWhatWasNotCounted() {
    assertThat(budget.breaches("live", Map.of("bytes", 1.0)))
        .satisfiesExactly(
            line -> assertThat(line).contains("bytes", "has no budget"),
            line -> assertThat(line).contains("records was not counted"));
  }
}
