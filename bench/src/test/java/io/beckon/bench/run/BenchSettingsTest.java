package io.beckon.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchSettingsTest {

  @Test
  void shouldBeginEachRoundWithAnotherScenario() {
    List<String> all = List.of("a", "b", "c");

    assertThat(BenchSettings.rotated(all, 1)).containsExactly("a", "b", "c");
    assertThat(BenchSettings.rotated(all, 2)).containsExactly("b", "c", "a");
    assertThat(BenchSettings.rotated(all, 4)).containsExactly("a", "b", "c");
  }

  @Test
  void shouldWarmUpWithAPartWhenThereAreManyEvents() {
    assertThat(BenchSettings.warmUp(200_000)).isEqualTo(200_000);
    assertThat(BenchSettings.warmUp(1_000_000)).isEqualTo(500_000);
    assertThat(BenchSettings.warmUp(10_000_000)).isEqualTo(1_500_000);
  }
}
