package io.beckon.it;

import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.run.Application;
import io.beckon.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the partitions of an instance that is stopped. */
@SuppressWarnings("NullAway.Init")
final class StopIT {

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
  void shouldGiveItsPartitionsAwayAtOnceWhenScaledInAndKeepThemForARestartElse() {
    // Nobody is thrown out within the test: what moves, moves because it was given away.
    Map<String, String> settings = Map.of("session.timeout", "5m");
    try (Shop shop = Shop.open(broker.bootstrapServers(), "stop", folder, settings)) {
      Application stays = shop.start(instance("stays", "auto"));
      Application leaves = shop.start(instance("leaves", "always"));
      awaitPartitions(stays, 2);
      awaitPartitions(leaves, 2);

      leaves.close();
      awaitPartitions(stays, 4);

      Application back = shop.start(instance("back", "auto"));
      awaitPartitions(stays, 2);
      awaitPartitions(back, 2);
      back.close();
      Await.holdsFor(
          Duration.ofSeconds(4),
          () -> stays.board().pulses().size() == 2,
          () -> "the partitions of a member that comes back were given away");
      Application again = shop.start(instance("back", "auto"));
      awaitPartitions(again, 2);
      shop.append("ann", 0, viewed("tea"));
      shop.producer().flush();
      Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
      assertThat(stays.board().pulses()).hasSize(2);
    }
  }

  @Test
  void shouldShareThePartitionsAmongAsManyInstancesAndKeepOneMoreInReserve() {
    Map<String, String> settings = Map.of("topics.partitions", "3");
    try (Shop shop = Shop.open(broker.bootstrapServers(), "more", folder, settings)) {
      List<Application> instances = new ArrayList<>();
      for (String name : List.of("one", "two", "three")) {
        instances.add(shop.start(instance(name, "always")));
      }
      instances.forEach(each -> awaitPartitions(each, 1));
      instances.add(shop.start(instance("four", "always")));
      awaitOneEach(instances, 3);
      Application busy =
          instances.stream()
              .filter(each -> !each.board().pulses().isEmpty())
              .findFirst()
              .orElseThrow();
      busy.close();
      instances.remove(busy);
      awaitOneEach(instances, 3);
      shop.append("ann", 0, viewed("tea"));
      shop.producer().flush();
      Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
    }
  }

  /** So many have one partition, and the others none. */
  private static void awaitOneEach(List<Application> instances, int count) {
    Await.until(
        () -> {
          List<Integer> shares =
              instances.stream().map(each -> each.board().pulses().size()).sorted().toList();
          return shares.stream().mapToInt(share -> share).sum() == count
              && shares.get(shares.size() - 1) == 1;
        },
        Shop.LIMIT,
        () -> "shares " + instances.stream().map(each -> each.board().pulses().keySet()).toList());
  }

  private Map<String, String> instance(String name, String leaveGroup) {
    return Map.of(
        "group.instance.id",
        name,
        "close.leave.group",
        leaveGroup,
        "state.dir",
        folder.resolve(name).toString());
  }

  private static void awaitPartitions(Application application, int count) {
    Await.until(
        () -> application.board().pulses().size() == count,
        Shop.LIMIT,
        () -> "partitions " + application.board().pulses().keySet());
  }
}
