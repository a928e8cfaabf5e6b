package io.beckon.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: it is replaced, which rereads from the last commit. When
 * that happens too often the fault is not passing, and the process ends, so that whoever runs it
 * notices.
 */
public final class ThreadRestarts implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadRestarts.class);
  private static final int MOST = 10;
  private static final long WINDOW_NANOS = 10L * 60 * 1_000_000_000;

  private final LongSupplier nanoTime;
  private final Deque<Long> deaths = new ArrayDeque<>();

  public ThreadRestarts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
    long now = nanoTime.getAsLong();
    while (!deaths.isEmpty() && now - deaths.getFirst() > WINDOW_NANOS) {
      deaths.removeFirst();
    }
    deaths.addLast(now);
    if (deaths.size() > MOST) {
      LOG.error(
          "A stream thread died {} times within 10 minutes; the application stops. Last error:",
          deaths.size(),
          exception);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error(
        "A stream thread died and is replaced; it goes on from its last commit. Error:", exception);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
