package io.beckon.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void shouldDrawABarOnATerminalAndTakeItAway() {
    Progress progress = progress(true);
    progress.update(1, 100, 10, 0);
    assertThat(out.toString(UTF_8)).isEmpty();
    clock.set(TimeUnit.SECONDS.toNanos(10));
    progress.update(25, 100, 1_234_567, 1_767_225_600_000L);
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            "\r[######..................]  25 %  1,234,567 events  123,457/s"
                + "  at 2026-01-01T00:00:00.000Z  0:30 left");
    out.reset();
    progress.done();
    assertThat(out.toString(UTF_8)).startsWith("\r  ").endsWith(" \r");
  }

  @Test
  void shouldPrintAPlainLineEveryFewSecondsElsewhere() {
    Progress progress = progress(false);
    for (int second = 1; second <= 11; second++) {
      clock.set(TimeUnit.SECONDS.toNanos(second));
      progress.update(second, 22, second, 0);
    }
    progress.done();
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "23 %  5 events  1/s  at 1970-01-01T00:00:00.000Z  0:17 left",
            "45 %  10 events  1/s  at 1970-01-01T00:00:00.000Z  0:12 left");
  }

  private Progress progress(boolean terminal) {
    return new Progress(new PrintStream(out, true, UTF_8), terminal, clock::get);
  }
}
