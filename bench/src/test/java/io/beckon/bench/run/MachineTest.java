package io.beckon.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MachineTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void shouldCountAllButIdleAndWaitingWhenReadingTheProcessors() {
    // user nice system idle iowait irq softirq steal guest guest_nice
    assertThat(Machine.busy("cpu  100 10 30 5000 700 1 2 7 50 5")).isEqualTo(150 * SECOND / 100);
  }

  @Test
  void shouldNotKnowWhenTheSystemTellsSomethingElse() {
    assertThat(Machine.busy("intr 1 2 3")).isEqualTo(-1);
    assertThat(Machine.busy(null)).isEqualTo(-1);
  }

  @Test
  void shouldCallForeignWhatOthersHadOfAllProcessors() {
    assertThat(Machine.foreign(3 * SECOND, 2 * SECOND, 2 * SECOND, 2))
        .isEqualTo(0.25, within(1e-9));
    assertThat(Machine.foreign(2 * SECOND, 3 * SECOND, 2 * SECOND, 2)).isZero();
  }
}
