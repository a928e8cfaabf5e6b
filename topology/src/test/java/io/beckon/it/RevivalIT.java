package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.run.Application;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.SendCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task that is given another life, here or elsewhere, remembers what is due and what waits: it is
 * disturbed once while carts wait for their time, and once while sends wait for the rate limit.
 */
@SuppressWarnings("NullAway.Init")
final class RevivalIT {

  private static final int SHOPPERS = 40;

  /** Sends that have left when the second disturbance comes; the others still wait. */
  private static final int LEFT = 8;

  /** For each partition, so that sends have to wait. */
  private static final String ONE_A_SECOND = "rates: {email: {perSecond: 1, burst: 1}}\n";

  /** How often a task looks at the clock, by default. */
  private static final Duration EVERY = Duration.ofMillis(250);

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
  void shouldGoOnWhenATaskIsRevived() {
    try (Shop shop = shop("revived", Map.of())) {
      AtomicReference<Set<TaskId>> corrupt = new AtomicReference<>(Set.of());
      AtomicInteger looks = new AtomicInteger();
      Application application =
          shop.start(
              shop.config(),
              () -> {
                Set<TaskId> tasks = corrupt.getAndSet(Set.of());
                if (!tasks.isEmpty()) {
                  throw new TaskCorruptedException(tasks);
                }
                looks.incrementAndGet();
                return System.currentTimeMillis();
              });
      // While carts wait all is committed, as it is when Kafka Streams finds a task corrupt.
      Runnable revive =
          () -> {
            corrupt.set(activeTasks(application));
            Await.until(() -> corrupt.get().isEmpty(), Shop.LIMIT, () -> "not revived");
          };
      play(shop, revive, () -> {});
      // The clocks of earlier lives have stopped: each task looks once in an interval.
      looks.set(0);
      Await.holdsFor(EVERY.multipliedBy(8), () -> true, () -> "");
      assertThat(looks.get()).isBetween(1, 10 * shop.partitions());
    }
  }

  @Test
  void shouldFireOnceWhenAWriteTimesOutWhileTimersFire() {
    // One task and rare commits: what the timers wrote is not committed when the time-out comes.
    Map<String, String> settings = Map.of("topics.partitions", "1", "commit.interval", "2s");
    try (Shop shop = shop("timedout", settings, "")) {
      AtomicBoolean timedOut = new AtomicBoolean();
      shop.start(
          shop.config(),
          () -> {
            if (shop.count("beckon.triggers") > 0 && timedOut.compareAndSet(false, true)) {
              throw new TimeoutException("as when the producer's memory is full for max.block.ms");
            }
            return System.currentTimeMillis();
          });
      play(shop, () -> {}, () -> {});
      assertThat(timedOut).isTrue();
    }
  }

  @Test
  void shouldGoOnWhenAnInstanceJoinsAndAnotherLeavesToItsStandbys() {
    try (Shop shop = shop("moved", Map.of("num.standby.replicas", "1"))) {
      Application first = shop.start();
      List<Application> second = new ArrayList<>();
      play(
          shop,
          () -> second.add(shop.start(elsewhere("second"))),
          () -> {
            first.close();
            Await.until(
                () -> activeTasks(second.get(0)).size() == shop.partitions(),
                Shop.LIMIT,
                () -> "the second instance has not taken over");
          });
    }
  }

  @Test
  void shouldGoOnAfterACleanRestart() {
    try (Shop shop = shop("restarted", Map.of())) {
      List<Application> running = new ArrayList<>(List.of(shop.start()));
      Runnable restart =
          () -> {
            running.get(running.size() - 1).close();
            running.add(shop.start());
          };
      play(shop, restart, restart);
    }
  }

  @Test
  void shouldGoOnWhenTheDiskIsLost() {
    try (Shop shop = shop("wiped", Map.of())) {
      List<Application> running = new ArrayList<>(List.of(shop.start()));
      Runnable wipe =
          () -> {
            running.get(running.size() - 1).close();
            delete(shop.config().state().dir());
            running.add(shop.start());
          };
      play(shop, wipe, wipe);
    }
  }

  private void play(Shop shop, Runnable whileCartsWait, Runnable whileSendsWait) {
    Output<SendCommand> commands = shop.commands();
    List<String> shoppers = IntStream.range(0, SHOPPERS).mapToObj(i -> "ann-" + i).toList();
    for (String shopper : shoppers) {
      shop.append(shopper, 0, identifiedWithConsent(shopper));
      shop.append(shopper, 0, added("shoes"));
    }
    shop.producer().flush();
    Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
    whileCartsWait.run();
    commands.await(LEFT, "the first", c -> true, Shop.LIMIT);
    whileSendsWait.run();
    int before = commands.all().size();
    commands.await(SHOPPERS, "all", c -> true, Shop.LIMIT);
    Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
    Report.line(
        shop.config().app().applicationId()
            + ": "
            + before
            + " sends had left at the second"
            + " disturbance, "
            + SHOPPERS
            + " in the end");

    assertThat(shop.triggers().all())
        .extracting(AbandonmentTrigger::getShopperId)
        .containsExactlyInAnyOrderElementsOf(shoppers);
    assertThat(commands.all())
        .extracting(SendCommand::getShopperId)
        .containsExactlyInAnyOrderElementsOf(shoppers);
    assertThat(commands.all()).extracting(SendCommand::getCommandId).doesNotHaveDuplicates();
    assertThat(shop.deadLetters().all()).isEmpty();
  }

  private static Set<TaskId> activeTasks(Application application) {
    return application.streams().metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .map(TaskMetadata::taskId)
        .collect(Collectors.toSet());
  }

  private Map<String, String> elsewhere(String name) {
    return Map.of("state.dir", folder.resolve(name).toString());
  }

  private Shop shop(String name, Map<String, String> settings) {
    return shop(name, settings, ONE_A_SECOND);
  }

  private Shop shop(String name, Map<String, String> settings, String policy) {
    Shop shop =
        Shop.open(
            broker.bootstrapServers(),
            name,
            folder,
            Stream.of(settings, Map.of("cart.idle", "4s"))
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    shop.publish(
        TestRules.cartRecovery(folder.resolve("rules"), policy), System::currentTimeMillis);
    return shop;
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError("not deleted: " + directory, e);
    }
  }
}
