package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.ordered;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.CommandAction;
import io.beckon.contract.SendCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application's process is killed with -9 three times in mid-run, while events are written;
 * what senders read in the end is what an undisturbed run of the same events tells them.
 */
@SuppressWarnings("NullAway.Init")
final class KillNineIT {

  private static final int KILLS = 3;
  private static final int SHOPPERS = 200;
  private static final int EVENTS_A_PART = 8_000;
  private static final int PARTS = 2 * KILLS + 1;
  private static final long HOUR = 3_600_000;

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
  void shouldTellSendersTheSameWhenKilledThreeTimes() throws Exception {
    // Thirty hours: all three messages of a flow, orders between them, cancels.
    compare("decision", n -> BEGIN + n * 30 * HOUR / (PARTS * (long) EVENTS_A_PART), true);
  }

  @Test
  void shouldSendEachMessageOnceWhenKilledThreeTimesAndReleasingOnTicks() throws Exception {
    // Six hours without orders: the first message of each flow, whenever its tick comes.
    compare("tick", n -> BEGIN + n * 6 * HOUR / (PARTS * (long) EVENTS_A_PART), false);
  }

  private void compare(String release, LongUnaryOperator timeOf, boolean orders) throws Exception {
    List<SendCommand> expected;
    try (Shop calm = shop("calm." + release, release)) {
      calm.start();
      for (int part = 0; part < PARTS; part++) {
        write(calm, part, timeOf, orders);
      }
      expected = finish(calm, release);
    }
    List<SendCommand> actual;
    try (Shop killed = shop("kill." + release, release)) {
      try (ForkedApplication application = new ForkedApplication(killed, folder)) {
        application.start();
        int part = 0;
        for (int kill = 0; kill < KILLS; kill++) {
          write(killed, part++, timeOf, orders);
          long waiting = killed.lag();
          // It has committed something of this part, and not yet all.
          Await.until(
              () -> killed.lag() < waiting,
              Shop.LIMIT,
              () -> "lag " + killed.lag() + application.log());
          application.kill();
          assertThat(killed.lag()).isPositive();
          write(killed, part++, timeOf, orders);
          application.start();
        }
        write(killed, part, timeOf, orders);
        actual = finish(killed, release);
      }
      Reconciliation.check(killed);
    }
    Report.line(
        "killed "
            + KILLS
            + " times, release on "
            + release
            + ": "
            + actual.size()
            + " commands, undisturbed "
            + expected.size());
    assertThat(actual).extracting(SendCommand::getCommandId).doesNotHaveDuplicates();
    assertThat(actual)
        .extracting(SendCommand::getCommandId)
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(SendCommand::getCommandId).toList());
    assertThat(actual).filteredOn(c -> c.getAction() == CommandAction.SEND).hasSizeGreaterThan(50);
    if (orders) {
      assertThat(actual).extracting(SendCommand::getAction).contains(CommandAction.CANCEL);
      assertThat(byShopper(actual)).isEqualTo(byShopper(expected));
    }
  }

  /** Writes a part of the history; the same events in every run. */
  private static void write(Shop shop, int part, LongUnaryOperator timeOf, boolean orders) {
    Random random = new Random(part);
    for (int i = 0; i < EVENTS_A_PART; i++) {
      long n = part * (long) EVENTS_A_PART + i;
      long at = timeOf.applyAsLong(n);
      String shopper = "ann-" + random.nextInt(SHOPPERS);
      int what = random.nextInt(1_000);
      if (n < SHOPPERS) {
        shopper = "ann-" + n;
        shop.append(shopper, at, "e" + n, identifiedWithConsent(shopper));
      } else if (what < 15) {
        shop.append(shopper, at, "e" + n, added("p" + what));
      } else if (what < 20 && orders) {
        shop.append(shopper, at, "e" + n, ordered("o" + n, "p1"));
      } else {
        shop.append("visitor-" + random.nextInt(2_000), at, "e" + n, viewed("p" + what));
      }
    }
    shop.producer().flush();
  }

  private static List<SendCommand> finish(Shop shop, String release) {
    shop.timeTo(BEGIN + (release.equals("tick") ? 8 : 60) * HOUR);
    return shop.commands().awaitQuiet(shop, Duration.ofSeconds(6));
  }

  private static Map<String, List<String>> byShopper(List<SendCommand> commands) {
    return commands.stream()
        .collect(
            Collectors.groupingBy(
                SendCommand::getShopperId,
                Collectors.mapping(SendCommand::toString, Collectors.toList())));
  }

  private Shop shop(String name, String release) {
    Map<String, String> settings = new HashMap<>(Shop.recordedTime());
    settings.put("release.when", release);
    settings.put("group.instance.id", name);
    settings.put("topics.partitions", "2");
    Shop shop = Shop.open(broker.bootstrapServers(), name, folder, settings);
    if (release.equals("tick")) {
      // Without rates: they count in the log's time, which stands still at the end.
      shop.publish(TestRules.cartRecovery(folder.resolve(name + ".rules"), ""), () -> BEGIN - HOUR);
    } else {
      shop.publishRules(() -> BEGIN - HOUR);
    }
    return shop;
  }
}
