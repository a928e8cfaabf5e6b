package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.ordered;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.run.Application;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Partitions move to another instance and back while events come and each instance looks ahead at
 * what it has polled: what is decided in the end is what one undisturbed instance decides, and no
 * instance holds records of partitions that left it.
 */
@SuppressWarnings("NullAway.Init")
final class RebalanceIT {

  private static final int PARTITIONS = 4;
  private static final int MOVES = 2;
  private static final int VIEWS = 200;
  private static final long PAUSE_MILLIS = 40;
  private static final long HOUR = 3_600_000;

  /** From one burst to the next, in the log's time: the first carts are due in between. */
  private static final long BETWEEN = 30_000;

  /** Ahead of the wall clock, so that ticks cannot move the log's time: both runs have the same. */
  private static final long BEGIN = System.currentTimeMillis() + 24 * HOUR;

  private static EmbeddedBroker broker;
  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldDecideTheSameAndForgetWhatWasPolledWhenPartitionsMoveAwayAndBack() throws Exception {
    int bursts;
    List<SendCommand> commands;
    List<Decision> decisions;
    try (Shop moved = shop("moved")) {
      Application stays = moved.start();
      Traffic traffic = new Traffic(moved);
      try {
        for (int move = 0; move < MOVES; move++) {
          shareAndTakeBack(moved, stays, move);
        }
      } finally {
        bursts = traffic.end();
      }
      moved.timeTo(BEGIN + 30 * HOUR);
      commands = moved.commands().awaitQuiet(moved, Duration.ofSeconds(3));
      decisions = moved.decisions().awaitQuiet(moved, Duration.ofSeconds(1));
      assertThat(moved.deadLetters().all()).isEmpty();
      shouldNeverHaveDied(stays);
    }
    try (Shop calm = shop("calm.moves")) {
      calm.start();
      for (int burst = 0; burst < bursts; burst++) {
        write(calm, burst);
      }
      calm.timeTo(BEGIN + 30 * HOUR);
      assertThat(byShopper(commands, SendCommand::getShopperId))
          .hasSizeGreaterThan(bursts / 2)
          .isEqualTo(
              byShopper(
                  calm.commands().awaitQuiet(calm, Duration.ofSeconds(3)),
                  SendCommand::getShopperId));
      assertThat(byShopper(decisions, Decision::getShopperId))
          .isEqualTo(
              byShopper(
                  calm.decisions().awaitQuiet(calm, Duration.ofSeconds(1)),
                  Decision::getShopperId));
    }
    Report.line(
        "partitions moved away and back "
            + MOVES
            + " times during "
            + bursts * (VIEWS + 3)
            + " events: "
            + commands.size()
            + " commands, "
            + decisions.size()
            + " decisions, as undisturbed");
  }

  /** Another instance comes, and leaves again when it has read of its partitions. */
  private void shareAndTakeBack(Shop shop, Application stays, int move) {
    Application comes = shop.start(Map.of("state.dir", folder.resolve("comes-" + move).toString()));
    shouldShare(stays, comes);
    Await.until(() -> !held(comes).isEmpty(), Shop.LIMIT, () -> "nothing was polled");
    shouldNeverHaveDied(comes);
    comes.close();
    assertThat(held(comes)).as("records of an instance that has left").isEmpty();
    Await.until(
        () -> tasks(stays).size() == PARTITIONS && held(stays).size() == PARTITIONS,
        Shop.LIMIT,
        () -> "tasks " + tasks(stays) + ", records of " + held(stays));
  }

  /** Each has its half, and holds records of its own partitions only. */
  private static void shouldShare(Application one, Application other) {
    Await.until(
        () ->
            tasks(one).size() == PARTITIONS / 2
                && tasks(other).size() == PARTITIONS / 2
                && tasks(one).containsAll(held(one))
                && tasks(other).containsAll(held(other)),
        Shop.LIMIT,
        () ->
            "tasks %s and %s, records of %s and %s"
                .formatted(tasks(one), tasks(other), held(one), held(other)));
  }

  private static Set<Integer> tasks(Application instance) {
    return instance.board().pulses().keySet();
  }

  private static Set<Integer> held(Application instance) {
    return instance.upcoming().partitions().stream()
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  /** A thread that dies is replaced by one with another number. */
  private static void shouldNeverHaveDied(Application instance) {
    assertThat(instance.streams().state())
        .isIn(KafkaStreams.State.RUNNING, KafkaStreams.State.REBALANCING);
    assertThat(instance.streams().metadataForLocalThreads())
        .extracting(ThreadMetadata::threadName)
        .singleElement()
        .asString()
        .endsWith("-StreamThread-1");
  }

  /**
   * Visitors look at products; somebody leaves a cart, and of those who did before, one in four
   * buys.
   */
  private static void write(Shop shop, int burst) {
    long at = BEGIN + burst * BETWEEN;
    for (int view = 0; view < VIEWS; view++) {
      int visitor = (burst * VIEWS + view) % 1_000;
      shop.append("visitor-" + visitor, at, "v-" + burst + "-" + view, viewed("p" + view % 50));
    }
    String shopper = "ann-" + burst;
    shop.append(shopper, at, shopper + "-is", identifiedWithConsent(shopper));
    shop.append(shopper, at, shopper + "-adds", added("shoes"));
    String buyer = "ann-" + (burst - 3);
    shop.append(
        buyer,
        at,
        buyer + "-goes-on",
        burst % 4 == 3 ? ordered("o-" + buyer, "shoes") : viewed("boots"));
    shop.producer().flush();
  }

  /** Bursts of events, one after the other, until it is ended. */
  private static final class Traffic {

    private final Shop shop;
    private final Thread thread = new Thread(this::run, "traffic");
    private volatile boolean over;
    private int bursts;

    Traffic(Shop shop) {
      this.shop = shop;
      thread.start();
    }

    private void run() {
      while (!over) {
        write(shop, bursts++);
        try {
          Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    /** How many bursts there were. */
    int end() throws InterruptedException {
      over = true;
      thread.join();
      return bursts;
    }
  }

  private static <T extends SpecificRecord> Map<String, List<String>> byShopper(
      List<T> records, Function<T, String> shopper) {
    return records.stream()
        .collect(
            Collectors.groupingBy(
                shopper, TreeMap::new, Collectors.mapping(Object::toString, Collectors.toList())));
  }

  private Shop shop(String name) {
    Map<String, String> settings = new HashMap<>(Shop.recordedTime());
    settings.put("release.when", "decision");
    settings.put("topics.partitions", Integer.toString(PARTITIONS));
    // Partitions move at once, and not when a copy has caught up.
    settings.put("streams.acceptable.recovery.lag", "1000000000");
    Shop shop = Shop.open(broker.bootstrapServers(), name, folder, settings);
    shop.publish(
        TestRules.of(folder.resolve(name + ".rules"), "", TestRules.cartRecovery()),
        () -> BEGIN - HOUR);
    return shop;
  }
}
