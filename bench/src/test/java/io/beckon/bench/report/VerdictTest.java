package io.beckon.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.bench.workload.Expected;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Expected TEN_CARTS = new Expected(10, 0, 0);

  @Test
  void shouldBeRightWhenEachKindIsFoundAsOften() {
    assertThat(Verdict.of(Runs.of("ship", 1, 1, 0, TEN_CARTS, 10))).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void shouldBeWrongWhenOneIsMissing() {
    assertThat(Verdict.of(Runs.of("ship", 1, 1, 0, TEN_CARTS, 9))).isEqualTo(Verdict.WRONG);
  }

  @Test
  void shouldBeWrongWhenTheKindsAreNotThoseExpected() {
    Expected checkouts = new Expected(0, 10, 0);

    assertThat(Verdict.of(Runs.of("ship", 1, 1, 0, checkouts, 10))).isEqualTo(Verdict.WRONG);
  }

  @Test
  void shouldNotJudgeWhatFindsNoTriggers() {
    assertThat(Verdict.of(Runs.of("pass", 1, 1, 0))).isEqualTo(Verdict.NONE);
  }
}
