package io.beckon.app.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final StringWriter said = new StringWriter();
  private long now;

  @Test
  void shouldSayHowFarItIsAndHowLongItTakes() {
    Pace pace = new Pace(new PrintWriter(said), () -> now, 3_000_000);
    for (int i = 0; i < 1_000_000; i++) {
      now += Duration.ofMillis(100).toNanos() / 1_000; // 10,000 a second
      pace.row();
    }

    assertThat(said.toString().lines())
        .hasSize(20)
        .first()
        .asString()
        .isEqualTo("    2 %  50,000 of about 3,000,000 rows  10,000/s  about 4 min 55 s left");
    assertThat(said.toString().lines())
        .last()
        .asString()
        .isEqualTo("   33 %  1,000,000 of about 3,000,000 rows  10,000/s  about 3 min 20 s left");
    assertThat(pace.summary()).isEqualTo("1,000,000 rows in 100 s (10,000/s)");
  }

  /** What an earlier run has carried is no part of this one's pace. */
  @Test
  void shouldGoOnWhereItWasAndReckonByItsOwnPace() {
    Pace pace = new Pace(new PrintWriter(said), () -> now, 1_000_000);
    pace.skipped(900_000);
    now = Duration.ofSeconds(4).toNanos();
    for (int i = 0; i < 20_000; i++) {
      pace.row();
    }
    now = Duration.ofSeconds(8).toNanos();
    pace.look();

    assertThat(said.toString())
        .isEqualTo("   92 %  920,000 of about 1,000,000 rows  2,500/s  about 32 s left\n");
  }

  @Test
  void shouldNotPromiseAnEndWhileNothingMoves() {
    Pace pace = new Pace(new PrintWriter(said), () -> now, 1_000_000);
    now = Duration.ofSeconds(6).toNanos();
    pace.look();

    assertThat(said.toString()).isEqualTo("    0 %  0 of about 1,000,000 rows  0/s\n");
  }
}
