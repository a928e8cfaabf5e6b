package io.beckon.bench.flink;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a job has read its first record. Flink copies functions by serialization, also within
 * a JVM, so that only a static field leads from them back to the program.
 */
final class FirstRecord {

  private static final AtomicReference<@Nullable Runnable> AWAITED = new AtomicReference<>();

  private FirstRecord() {}

  /** Runs the action, once, when the next record is read. */
  static void then(Runnable action) {
    AWAITED.set(action);
  }

  static void read() {
    Runnable action = AWAITED.get();
    if (action != null && AWAITED.compareAndSet(action, null)) {
      action.run();
    }
  }
}
