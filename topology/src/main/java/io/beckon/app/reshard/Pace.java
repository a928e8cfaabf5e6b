package io.beckon.app.reshard;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says every few seconds how far it is, how fast, and how long it will take. */
final class Pace {

  private static final long EVERY = Duration.ofSeconds(5).toNanos();

  private final PrintWriter out;
  private final LongSupplier nanoTime;
  private final long total;
  private final long started;
  private long told;
  private long done;
  private long skipped;

  /**
   * A pace.
   *
   * @param total rows, as far as is known
   */
  Pace(PrintWriter out, LongSupplier nanoTime, long total) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.total = total;
    this.started = nanoTime.getAsLong();
    this.told = started;
  }

  /** Rows that were carried before this began. */
  void skipped(long rows) {
    skipped += rows;
  }

  /** One more; looks at the clock each thousand rows. */
  void row() {
    if (++done % 1_000 == 0) {
      look();
    }
  }

  /** Says it now, if it is time. */
  void look() {
    long now = nanoTime.getAsLong();
    if (now - told >= EVERY) {
      told = now;
      out.println("  " + line(now));
      out.flush();
    }
  }

  private String line(long now) {
    double seconds = Math.max(1, now - started) / 1e9;
    double rate = done / seconds;
    long left = Math.max(0, total - skipped - done);
    return String.format(
        Locale.ROOT,
        "%3.0f %%  %,d of about %,d rows  %,.0f/s%s",
        Math.min(100.0, 100.0 * (skipped + done) / Math.max(1, total)),
        skipped + done,
        total,
        rate,
        done == 0 ? "" : "  about " + time(left / rate) + " left");
  }

  /** What was done. */
  String summary() {
    double seconds = (nanoTime.getAsLong() - started) / 1e9;
    return String.format(
        Locale.ROOT,
        "%,d rows in %s (%,.0f/s)",
        done,
        time(seconds),
        done / Math.max(0.001, seconds));
  }

  static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 120
        ? whole + " s"
        : String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
  }
}
