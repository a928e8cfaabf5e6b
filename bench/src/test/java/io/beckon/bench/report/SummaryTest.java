package io.beckon.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.bench.run.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void shouldTakeTheMedianOfQuietRunsWhenThereAreAny() {
    Summary summary =
        new Summary(
            "cart",
            "pass",
            List.of(
                Runs.of("pass", 1, 1, 0.02),
                Runs.of("pass", 4, 1, 0.02),
                Runs.of("pass", 2, 1, 0.02),
                Runs.of("pass", 100, 1, 0.30)));

    assertThat(summary.median(Measurement::rate)).isEqualTo(500_000);
    assertThat(summary.least(Measurement::rate)).isEqualTo(10_000);
    assertThat(summary.most(Measurement::rate)).isEqualTo(1_000_000);
    assertThat(summary.noisy()).isFalse();
  }

  @Test
  void shouldTakeTheMedianOfAllRunsWhenNoneWasQuiet() {
    Summary summary =
        new Summary(
            "cart", "pass", List.of(Runs.of("pass", 1, 1, 0.5), Runs.of("pass", 2, 1, 0.5)));

    assertThat(summary.median(Measurement::rate)).isEqualTo(750_000);
    assertThat(summary.noisy()).isTrue();
  }

  @Test
  void shouldTakeARunForQuietWhenNobodyCanTell() {
    assertThat(Runs.of("pass", 1, 1, Double.NaN).noisy()).isFalse();
  }
}
