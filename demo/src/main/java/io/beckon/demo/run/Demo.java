package io.beckon.demo.run;

import io.beckon.app.CommandFailedException;
import io.beckon.app.replay.ReplayOutput;
import io.beckon.demo.proof.Proof;
import io.beckon.demo.proof.Purchases;
import io.beckon.demo.screen.Screen;
import io.beckon.demo.screen.Showcase;
import io.beckon.demo.screen.Status;
import io.beckon.demo.screen.SummaryTable;
import io.beckon.demo.shop.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A demo: sets the stage, opens the shop, watches what comes out until the shop has closed and all
 * is decided, then says what it was and checks it.
 */
public final class Demo {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long DRAIN_NANOS = Duration.ofSeconds(60).toNanos();

  private final DemoSettings settings;
  private final Screen screen;

  /** A demo that has not begun. */
  public Demo(DemoSettings settings, Screen screen) {
    this.settings = settings;
    this.screen = screen;
  }

  /**
   * Runs it to its end, or until the process is asked to stop.
   *
   * @return did all that was promised come true?
   * @throws IOException if the folder for the results cannot be written
   */
  public boolean run() throws IOException, InterruptedException {
    try (Stop stop = new Stop();
        ReplayOutput output = output(settings.out())) {
      return run(output, stop);
    }
  }

  private boolean run(@Nullable ReplayOutput output, Stop stop)
      throws IOException, InterruptedException {
    screen.print(SummaryTable.opening(settings.simulated(), settings.shoppers(), settings.seed()));
    ScaledClock clock =
        new ScaledClock(settings.start(), settings.end(), settings.speed(), System::nanoTime);
    Purchases purchases = new Purchases();
    Shop shop = new Shop(settings.seed(), settings.shoppers(), settings.start(), settings.end());
    try (Stage stage = Stage.set(settings.speed(), clock);
        Feed feed = new Feed(stage.config(), shop, clock, purchases::appended)) {
      Findings findings = new Findings(purchases, new Showcase(screen::print), output, feed::sent);
      try (Watch watch = new Watch(stage.config(), findings)) {
        screen.print("The application runs; the shop opens.");
        clock.start();
        feed.start();
        follow(watch, stage, feed, findings, clock, stop);
        boolean complete = drain(watch, stage, feed, findings, clock, stop);
        screen.clear();
        if (!complete) {
          screen.print("Stopped before the end; nothing is left behind.");
        }
        return complete && conclude(output, stage, feed, findings);
      }
    } finally {
      screen.clear();
    }
  }

  private void follow(
      Watch watch, Stage stage, Feed feed, Findings findings, ScaledClock clock, Stop stop) {
    Status status = new Status(findings.tally());
    while (!feed.isDone() && !stop.asked()) {
      watch.poll(POLL);
      check(feed);
      stage.check();
      show(status, clock);
    }
  }

  /** Time stands; waits until the application has taken in everything and nothing more comes. */
  private boolean drain(
      Watch watch, Stage stage, Feed feed, Findings findings, ScaledClock clock, Stop stop) {
    Status status = new Status(findings.tally());
    long start = System.nanoTime();
    long lastChange = start;
    long known = findings.read();
    while (!stop.asked()) {
      watch.poll(POLL);
      check(feed);
      stage.check();
      show(status, clock);
      long now = System.nanoTime();
      if (findings.read() != known) {
        known = findings.read();
        lastChange = now;
      } else if (now - lastChange > QUIET_NANOS
          && stage.events() >= feed.events()
          && findings.tally().events() == feed.events()) {
        return true;
      }
      if (now - start > DRAIN_NANOS) {
        throw CommandFailedException.failed(
            "the application did not catch up within "
                + Duration.ofNanos(DRAIN_NANOS).toSeconds()
                + " s of the shop's closing. Is the machine very busy? Try fewer --shoppers.",
            null);
      }
    }
    return false;
  }

  private void show(Status status, ScaledClock clock) {
    long now = clock.getAsLong();
    double share = (double) (now - settings.start()) / (settings.end() - settings.start());
    screen.update(() -> status.block(now, share), () -> status.lines(now));
  }

  private static void check(Feed feed) {
    Throwable failure = feed.failure();
    if (failure != null) {
      throw CommandFailedException.failed(
          "the shop's events could not be appended: " + failure.getMessage(), failure);
    }
  }

  private boolean conclude(@Nullable ReplayOutput output, Stage stage, Feed feed, Findings findings)
      throws IOException {
    Proof.Verdict verdict = findings.proof().verdict();
    DemoSummary summary =
        DemoSummary.of(settings, findings.tally(), verdict, feed.repeats(), stage.duplicates());
    screen.print(SummaryTable.of(findings.tally(), verdict, feed.repeats(), stage.duplicates()));
    Path report = DemoReport.write(stage.config(), settings, output);
    if (output != null) {
      output.finishWith(summary);
      screen.print(List.of("", "Written to " + settings.out()));
    }
    screen.print(List.of("", "What the messages brought: open " + report.toUri()));
    return verdict.holds();
  }

  private static @Nullable ReplayOutput output(@Nullable Path out) throws IOException {
    return out == null ? null : new ReplayOutput(out, true);
  }
}
