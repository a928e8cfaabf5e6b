package io.beckon.it;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must become true, and says what did not. */
final class Await {

  private static final long LOOK_EVERY_MILLIS = 10;

  private Await() {}

  /** Waits until a condition holds; fails with the description when it does not within the time. */
  static void until(BooleanSupplier condition, Duration limit, Supplier<String> description) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + limit + ": " + description.get());
      }
      pause();
    }
  }

  /** Watches for a time that a condition never fails. */
  static void holdsFor(Duration time, BooleanSupplier condition, Supplier<String> description) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (!condition.getAsBoolean()) {
        throw new AssertionError(description.get());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
