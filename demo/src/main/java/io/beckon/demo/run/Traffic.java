package io.beckon.demo.run;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.demo.shop.Town;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A shop's traffic into a cluster, in real time: people who come, buy, leave, and answer the
 * messages that the application sends them. It stands where a shop and a sender will stand later.
 */
public final class Traffic {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long REPORT_NANOS = Duration.ofMinutes(1).toNanos();

  private final BeckonConfig config;
  private final TrafficSettings settings;
  private final Consumer<String> screen;

  /**
   * Traffic that has not begun.
   *
   * @param screen gets a line a minute
   */
  public Traffic(BeckonConfig config, TrafficSettings settings, Consumer<String> screen) {
    this.config = config;
    this.settings = settings;
    this.screen = screen;
  }

  /** Goes on until its time is over, or until the process is asked to stop. */
  public void run() {
    long start = settings.start();
    long end = settings.length().map(length -> start + length.toMillis()).orElse(Long.MAX_VALUE);
    ScaledClock clock = new ScaledClock(start, end, 1, System::nanoTime);
    Town town = new Town(settings.seed(), settings.perMinute(), start);
    try (Stop stop = new Stop();
        Letters letters = new Letters(config);
        Feed feed = new Feed(config, town, clock, (shopper, order, partition, offset, at) -> {})) {
      clock.start();
      feed.start();
      screen.accept(settings.perMinute() + " new shoppers a minute; stop with Ctrl-C or SIGTERM");
      follow(letters, feed, stop);
    }
  }

  private void follow(Letters letters, Feed feed, Stop stop) {
    long messages = 0;
    long reported = System.nanoTime();
    while (!feed.isDone() && !stop.asked()) {
      messages += letters.poll(POLL, feed::sent);
      Throwable failure = feed.failure();
      if (failure != null) {
        throw CommandFailedException.failed(
            "the shop's events could not be appended: " + failure.getMessage(), failure);
      }
      if (System.nanoTime() - reported > REPORT_NANOS) {
        reported = System.nanoTime();
        screen.accept(feed.events() + " events, " + messages + " messages");
      }
    }
    screen.accept(feed.events() + " events, " + messages + " messages: the end");
  }
}
