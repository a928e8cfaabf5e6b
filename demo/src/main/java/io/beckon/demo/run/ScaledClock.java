package io.beckon.demo.run;

import java.util.function.LongSupplier;

/**
 * A clock that stands until it is started, then runs so many times as fast as real time up to an
 * end, where it stands again. Safe for use by several threads.
 */
final class ScaledClock implements LongSupplier {

  private static final double NANOS_PER_MILLI = 1e6;

  private final long start;
  private final long end;
  private final double speed;
  private final LongSupplier nanoTime;
  private volatile long started;
  private volatile boolean running;

  /**
   * A clock that stands at its start.
   *
   * @param start epoch milliseconds
   * @param end epoch milliseconds
   * @param speed simulated time by real time
   * @param nanoTime a monotonic clock in nanoseconds
   */
  ScaledClock(long start, long end, double speed, LongSupplier nanoTime) {
    this.start = start;
    this.end = end;
    this.speed = speed;
    this.nanoTime = nanoTime;
  }

  void start() {
    started = nanoTime.getAsLong();
    running = true;
  }

  /** Simulated time, epoch milliseconds; never goes back. */
  @Override
  public long getAsLong() {
    if (!running) {
      return start;
    }
    double elapsed = (nanoTime.getAsLong() - started) / NANOS_PER_MILLI;
    return Math.min(end, start + (long) (elapsed * speed));
  }

  boolean atEnd() {
    return getAsLong() >= end;
  }

  /** Real milliseconds until a simulated time; 0 when it is past. */
  long untilMillis(long time) {
    return (long) Math.max(0, Math.ceil((time - getAsLong()) / speed));
  }
}
