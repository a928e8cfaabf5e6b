package io.beckon.demo.screen;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where the demo prints. On a terminal a block of lines at the bottom is redrawn in place;
 * elsewhere plain lines are printed every few seconds.
 */
public final class Screen {

  private static final long REDRAW = Duration.ofMillis(250).toNanos();
  private static final long PLAIN = Duration.ofSeconds(5).toNanos();
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private List<String> block = List.of();
  private boolean updated;
  private long last;

  /** A screen on a stream; the clock counts nanoseconds. */
  public Screen(PrintStream out, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  /** Standard output, redrawn in place when it is a terminal. */
  public static Screen standardOutput() {
    return new Screen(System.out, Terminal.isStandardOutput(), System::nanoTime);
  }

  /** Prints lines that stay; the block stays below them. */
  public void print(List<String> lines) {
    erase();
    lines.forEach(out::println);
    draw();
  }

  /** Prints a line that stays. */
  public void print(String line) {
    print(List.of(line));
  }

  /** Shows how far it is, when it is time to: the block on a terminal, plain lines elsewhere. */
  public void update(Supplier<List<String>> redrawn, Supplier<List<String>> plain) {
    long now = nanoTime.getAsLong();
    if (updated && now - last < (terminal ? REDRAW : PLAIN)) {
      return;
    }
    if (terminal) {
      erase();
      block = redrawn.get();
      draw();
    } else if (updated) {
      plain.get().forEach(out::println);
    }
    updated = true;
    last = now;
  }

  /** Takes the block away. */
  public void clear() {
    erase();
    block = List.of();
    out.flush();
  }

  private void erase() {
    if (!block.isEmpty()) {
      out.print(ESCAPE + block.size() + "A\r" + ESCAPE + "J");
    }
  }

  private void draw() {
    block.forEach(line -> out.println(Text.cut(line)));
    out.flush();
  }
}
