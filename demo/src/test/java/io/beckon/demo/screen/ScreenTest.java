package io.beckon.demo.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void shouldRedrawTheBlockBelowWhatWasPrintedWhenItIsATerminal() {
    Screen screen = new Screen(out, true, nanos::get);
    screen.update(() -> List.of("one", "two"), List::of);
    screen.print("stays");
    screen.clear();

    assertThat(printed())
        .isEqualTo("one\ntwo\n\u001b[2A\r\u001b[Jstays\none\ntwo\n\u001b[2A\r\u001b[J");
  }

  @Test
  void shouldPrintPlainLinesNowAndThenWhenItIsNoTerminal() {
    Screen screen = new Screen(out, false, nanos::get);
    for (int second = 0; second <= 11; second++) {
      nanos.set(Duration.ofSeconds(second).toNanos());
      String line = "after " + second;
      screen.update(() -> List.of("block"), () -> List.of(line));
    }
    screen.clear();

    assertThat(printed()).isEqualTo("after 5\nafter 10\n");
  }

  @Test
  void shouldContinueALongTextBelowItself() {
    List<String> lines = Text.field("items", List.of("1 x " + "a".repeat(50), "b".repeat(20)));

    assertThat(lines)
        .containsExactly(
            "  | items     1 x " + "a".repeat(50) + ",", "  |           " + "b".repeat(20));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
