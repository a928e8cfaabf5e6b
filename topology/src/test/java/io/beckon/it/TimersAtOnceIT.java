package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.run.Application;
import io.beckon.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A crowd of timers due at one moment. {@code -Dbeckon.it.timers=1000000} for the full crowd; the
 * default is smaller, to be quick.
 */
final class TimersAtOnceIT {

  private static final int TIMERS = Integer.getInteger("beckon.it.timers", 100_000);
  private static final long HOUR = 3_600_000;

  /** Ahead of the wall clock, so that time is the test's. */
  private static final long BEGIN = System.currentTimeMillis() + 24 * HOUR;

  /**
   * Longest time that a record may wait while the crowd fires; a transaction lasts 10 s at most.
   */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Duration BETWEEN_RECORDS = Duration.ofMillis(20);

  @Test
  void shouldNeitherHoldUpRecordsNorCommitsWhenACrowdOfTimersIsDueAtOnce(@TempDir Path folder) {
    Map<String, String> settings = new HashMap<>(Shop.recordedTime());
    settings.put("topics.partitions", "2");
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Shop shop = Shop.open(broker.bootstrapServers(), "crowd", folder, settings)) {
      shop.publishRules(() -> BEGIN - HOUR);
      Application application = shop.start();
      for (int i = 0; i < TIMERS; i++) {
        shop.append("visitor-" + i, BEGIN + i / 1_000, viewed("p" + i % 100));
      }
      shop.producer().flush();
      Await.until(
          () -> shop.count("beckon.events") >= TIMERS,
          Shop.LIMIT.plus(Duration.ofMillis(TIMERS / 2)),
          () -> "views read: " + shop.count("beckon.events"));
      Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
      assertThat(shop.count("beckon.triggers")).isZero();

      shop.timeTo(BEGIN + 5 * HOUR);
      Watch watch = new Watch(shop);
      watch.until(TIMERS);
      Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());

      Report.line(watch.toString());
      assertThat(watch.longestWait).isLessThan(LONGEST_WAIT);
      assertThat(watch.longestWithoutCommit).isLessThan(LONGEST_WAIT);
      assertThat(shop.count("beckon.triggers")).isEqualTo(TIMERS);
      assertThat(application.streams().state()).isEqualTo(KafkaStreams.State.RUNNING);
      assertThat(application.streams().metadataForLocalThreads())
          .allSatisfy(thread -> assertThat(thread.threadName()).endsWith("StreamThread-1"));
    }
  }

  /** Adds records of other shoppers, and measures how long they wait. */
  private static final class Watch {

    private final Shop shop;
    private Duration longestWait = Duration.ZERO;
    private Duration longestWithoutCommit = Duration.ZERO;
    private Duration all = Duration.ZERO;
    private int records;

    Watch(Shop shop) {
      this.shop = shop;
    }

    /** One record at a time: the next is written when the one before was read. */
    void until(int triggers) {
      long start = System.nanoTime();
      long lastCommit = start;
      long[] lag = {shop.lag()};
      while (shop.count("beckon.triggers") < triggers) {
        long read = shop.count("beckon.events");
        long written = System.nanoTime();
        shop.append("other-" + records, BEGIN + 5 * HOUR + ++records, added("shoes"));
        shop.producer().flush();
        Await.until(
            () -> shop.count("beckon.events") > read,
            Shop.LIMIT,
            () -> "a record was not read while timers fired");
        longestWait = longer(longestWait, written);
        long now = shop.lag();
        if (now <= lag[0]) {
          longestWithoutCommit = longer(longestWithoutCommit, lastCommit);
          lastCommit = System.nanoTime();
        }
        lag[0] = now;
        Await.holdsFor(BETWEEN_RECORDS, () -> true, () -> "");
      }
      all = Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration longer(Duration known, long since) {
      Duration time = Duration.ofNanos(System.nanoTime() - since);
      return time.compareTo(known) > 0 ? time : known;
    }

    @Override
    public String toString() {
      return TIMERS
          + " timers at once: all fired within "
          + all.toMillis()
          + " ms; of "
          + records
          + " records meanwhile none waited longer than "
          + longestWait.toMillis()
          + " ms; longest time without a commit "
          + longestWithoutCommit.toMillis()
          + " ms";
    }
  }
}
