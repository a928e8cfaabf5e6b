package io.beckon.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScaledClockTest {

  private final AtomicLong nanos = new AtomicLong(5);
  private final ScaledClock clock = new ScaledClock(1_000, 101_000, 50, nanos::get);

  @Test
  void shouldStandUntilItIsStarted() {
    pass(Duration.ofHours(1));

    assertThat(clock.getAsLong()).isEqualTo(1_000);
  }

  @Test
  void shouldRunFasterUpToItsEnd() {
    clock.start();
    pass(Duration.ofMillis(200));
    assertThat(clock.getAsLong()).isEqualTo(11_000);
    assertThat(clock.untilMillis(12_000)).isEqualTo(20);
    assertThat(clock.untilMillis(1_000)).isZero();
    assertThat(clock.atEnd()).isFalse();

    pass(Duration.ofHours(1));
    assertThat(clock.getAsLong()).isEqualTo(101_000);
    assertThat(clock.atEnd()).isTrue();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
