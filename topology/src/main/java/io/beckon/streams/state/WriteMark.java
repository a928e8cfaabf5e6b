package io.beckon.streams.state;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Says to readers in other threads whether the rows of a task's shoppers are being written, and as
 * of when they are. A shopper's rows lie in several stores: what is read between two looks at the
 * same even number belongs together.
 */
public final class WriteMark {

  private final AtomicLong number = new AtomicLong();
  private volatile long logTime;

  /** Odd while rows are written; another number after each time. */
  public long number() {
    return number.get();
  }

  /** Log time of the last write, epoch milliseconds; 0: nothing was written yet. */
  public long logTime() {
    return logTime;
  }

  /** The task's thread begins to write. */
  void begin() {
    number.set(number.getPlain() + 1);
  }

  /** It has written all. */
  void end(long now) {
    logTime = now;
    number.set(number.getPlain() + 1);
  }
}
