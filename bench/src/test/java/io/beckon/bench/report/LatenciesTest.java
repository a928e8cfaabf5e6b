package io.beckon.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void shouldCountFromWhenSomethingWasDueWhenItIsSeenLate() {
    latencies.due(1, 1_000);
    latencies.seen(1, 1_250);
    latencies.seen(1, 9_000);

    Latencies.Taken taken = latencies.take(0, 2_000, 10_000);

    assertThat(taken.due()).isEqualTo(1);
    assertThat(taken.missing()).isZero();
    assertThat(taken.millis().getMaxValue()).isEqualTo(250);
  }

  @Test
  void shouldCountWhatIsMissingAsStillWaiting() {
    for (int who = 0; who < 90; who++) {
      latencies.due(who, 1_000);
      latencies.seen(who, 1_100);
    }
    for (int who = 90; who < 100; who++) {
      latencies.due(who, 1_000);
    }

    Latencies.Taken taken = latencies.take(0, 2_000, 6_000);

    assertThat(taken.missing()).isEqualTo(10);
    assertThat(taken.millis().getValueAtPercentile(90)).isEqualTo(100);
    assertThat(taken.millis().getValueAtPercentile(91)).isBetween(4_990L, 5_010L);
    assertThat(latencies.allSeenBefore(2_000)).isFalse();
  }

  @Test
  void shouldTakeOnlyWhatWasDueWithinTheTime() {
    latencies.due(1, 999);
    latencies.due(2, 1_000);
    latencies.due(3, 1_999);
    latencies.due(4, 2_000);

    assertThat(latencies.take(1_000, 2_000, 3_000).due()).isEqualTo(2);
    assertThat(latencies.allSeenBefore(999)).isTrue();
  }

  @Test
  void shouldTellWhatWasSeenBeforeItWasDue() {
    latencies.due(1, 1_000);
    latencies.seen(1, 990);

    Latencies.Taken taken = latencies.take(0, 2_000, 3_000);

    assertThat(taken.early()).isEqualTo(1);
    assertThat(taken.millis().getMaxValue()).isZero();
  }
}
