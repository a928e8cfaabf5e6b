package io.beckon.app.replay;

import io.beckon.app.input.field.Times;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a run is. On a terminal a bar that is redrawn a few times a second; elsewhere (a log, a
 * pipe) a plain line every few seconds, so that short runs print none.
 */
public final class Progress {

  private static final long REDRAW = Duration.ofMillis(200).toNanos();
  private static final long PLAIN = Duration.ofSeconds(5).toNanos();
  private static final int BAR = 24;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long started;
  private long last;
  private int drawn;

  /**
   * Progress on a stream.
   *
   * @param nanoTime a monotonic clock in nanoseconds, such as {@code System::nanoTime}
   */
  public Progress(PrintStream out, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.last = started;
  }

  /** Progress on standard error, as a bar when that is a terminal. */
  public static Progress onStandardError() {
    return new Progress(System.err, standardErrorIsTerminal(), System::nanoTime);
  }

  /**
   * Says how far it is; most calls print nothing. Cheap, but reads the clock: call it every
   * thousand events or so.
   *
   * @param done bytes read, of total bytes; total 0 when it is not known
   * @param events events played
   * @param logTime time of the latest event, epoch milliseconds
   */
  public void update(long done, long total, long events, long logTime) {
    long now = nanoTime.getAsLong();
    if (now - last < (terminal ? REDRAW : PLAIN)) {
      return;
    }
    last = now;
    String line = line(done, total, events, logTime, now);
    if (terminal) {
      out.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())));
      out.flush();
      drawn = line.length();
    } else {
      out.println(line);
    }
  }

  /** Takes the bar away; plain lines stay. */
  public void done() {
    if (drawn > 0) {
      out.print('\r' + " ".repeat(drawn) + '\r');
      out.flush();
      drawn = 0;
    }
  }

  private String line(long done, long total, long events, long logTime, long now) {
    double seconds = Math.max(1, now - started) / 1e9;
    String counts =
        String.format(
            Locale.ROOT,
            "%,d events  %,.0f/s  at %s",
            events,
            events / seconds,
            Times.iso(logTime));
    if (total <= 0) {
      return counts;
    }
    double share = Math.min(1.0, (double) done / total);
    String left = share > 0 ? "  " + clock(seconds / share - seconds) + " left" : "";
    String percent = String.format(Locale.ROOT, "%3.0f %%", share * 100);
    if (!terminal) {
      return percent.trim() + "  " + counts + left;
    }
    int full = (int) (share * BAR);
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + percent + "  " + counts + left;
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /**
   * Java 17 cannot tell. Linux says what standard error is; elsewhere the launcher may say it with
   * the system property {@code beckon.terminal}, and without it is no terminal.
   */
  private static boolean standardErrorIsTerminal() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return Boolean.getBoolean("beckon.terminal");
    }
  }
}
