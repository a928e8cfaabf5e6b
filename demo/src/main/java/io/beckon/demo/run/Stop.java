package io.beckon.demo.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and SIGTERM: asks for an end, and holds the process until it has cleaned up. */
final class Stop implements AutoCloseable {

  private static final long CLEAN_UP_SECONDS = 60;

  private final CountDownLatch cleanedUp = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "demo-stop");
  private volatile boolean asked;

  Stop() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Is the process to end? */
  boolean asked() {
    return asked;
  }

  private void stop() {
    asked = true;
    try {
      if (!cleanedUp.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "beckon: it did not end within " + CLEAN_UP_SECONDS + " s; files may be left");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All is cleaned up: the process may end. */
  @Override
  public void close() {
    cleanedUp.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending by now, and the hook has nothing to wait for.
        asked = true;
      }
    }
  }
}
