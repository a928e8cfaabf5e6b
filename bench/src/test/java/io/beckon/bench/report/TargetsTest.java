package io.beckon.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {

  @Test
  void shouldSayWhatWasReachedWhenBothSidesWereMeasured() {
    List<Summary> summaries =
        List.of(
            new Summary("cart", "pass", List.of(Runs.of("pass", 2, 3, 0))),
            new Summary("cart", "ship", List.of(Runs.of("ship", 1, 6, 0))),
            new Summary("cart", "replay", List.of(Runs.of("replay", 1, 2, 0))));

    assertThat(new Targets(summaries).lines())
        .extracting(Targets.Line::measure, Targets.Line::measured, Targets.Line::reached)
        .containsExactly(
            tuple("rate of ship / pass (cart)", 2.0, "goal"),
            tuple("CPU of ship / pass (cart)", 2.0, "MISSED"),
            tuple("changelog bytes per event of ship, catch-up (cart)", 20.0, "must"),
            tuple("events per CPU second of replay / ship (cart)", 3.0, "must"));
  }

  @Test
  void shouldSayNothingWhenOneSideIsMissing() {
    assertThat(
            new Targets(List.of(new Summary("cart", "pass", List.of(Runs.of("pass", 2, 3, 0)))))
                .lines())
        .isEmpty();
  }
}
