package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.page;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.beckon.app.codes.CodeImport;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Aliased;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Identified;
import io.beckon.contract.Item;
import io.beckon.contract.Offer;
import io.beckon.contract.SendCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed with -9 while anonymous shoppers become known (claim, hand-over, merge, and what is sent
 * on afterwards), and while messages leave with codes of a pool: what is told in the end is what an
 * undisturbed run tells, with each code given once.
 */
@SuppressWarnings("NullAway.Init")
final class KillNineHandOverIT {

  private static final int KILLS = 3;
  private static final int PARTS = 2 * KILLS;
  private static final int KNOWN = 240;
  private static final int VIEWS_A_PART = 2_000;
  private static final int CODES = 1_200;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** So short that no cart is due before all are handed over, however long that takes. */
  private static final long PART = 5 * MINUTE;

  /** Ahead of the wall clock, so that ticks cannot move the log's time: both runs have the same. */
  private static final long BEGIN = System.currentTimeMillis() + 24 * HOUR;

  private static final String FLOW =
      """
      flow: recovery
      title: Recovery
      purpose: recovery
      trigger: {on: cart-abandoned}
      steps:
        - send: {id: first, channel: email, template: t, offer: {percent: 5, pool: summer, validFor: 1d}}
        - wait: {for: 12h, from: idle}
        - send: {id: second, channel: email, template: t, offer: {percent: 9, pool: summer, validFor: 1d}}
      """;

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
  void shouldHandEachShopperOverOnceAndGiveEachCodeOnceWhenKilled() throws Exception {
    List<SendCommand> expected;
    try (Shop calm = shop("calm.known")) {
      calm.start();
      for (int part = 0; part < PARTS; part++) {
        write(calm, part);
      }
      leave(calm);
      expected = calm.commands().awaitQuiet(calm, Duration.ofSeconds(6));
    }
    List<SendCommand> actual;
    try (Shop killed = shop("kill.known");
        ForkedApplication application = new ForkedApplication(killed, folder)) {
      application.start();
      int part = 0;
      Random random = new Random(3);
      for (int kill = 0; kill < KILLS; kill++) {
        write(killed, part++);
        killInTheMidst(killed, application, random.nextInt(400));
        write(killed, part++);
        application.start();
      }
      leave(killed);
      // Their transaction is still open.
      Await.until(() -> killed.written() > 0, Shop.LIMIT, application::log);
      application.kill();
      application.start();
      actual = killed.commands().awaitQuiet(killed, Duration.ofSeconds(6));
      assertThat(killed.deadLetters().all()).isEmpty();
      Reconciliation.check(killed);
    }
    Report.line(
        "killed "
            + (KILLS + 1)
            + " times while shoppers became known and codes were given: "
            + actual.size()
            + " commands, undisturbed "
            + expected.size());
    shouldBeTheSame(actual, expected);
    shouldTellEachKnownShopperOfAllTheyHaveInTheCart(actual);
  }

  private static void shouldBeTheSame(List<SendCommand> actual, List<SendCommand> expected) {
    assertThat(actual).extracting(SendCommand::getAction).containsOnly(CommandAction.SEND);
    assertThat(actual).extracting(SendCommand::getCommandId).doesNotHaveDuplicates();
    assertThat(byShopper(actual)).isEqualTo(byShopper(expected));
    for (List<SendCommand> run : List.of(actual, expected)) {
      assertThat(run)
          .extracting(SendCommand::getOffer)
          .doesNotContainNull()
          .extracting(Offer::getCode)
          .doesNotHaveDuplicates()
          .allMatch(code -> code.startsWith("S"));
    }
  }

  private static void shouldTellEachKnownShopperOfAllTheyHaveInTheCart(List<SendCommand> actual) {
    assertThat(actual)
        .hasSize(2 * KNOWN)
        .allSatisfy(
            command ->
                assertThat(command.getItems())
                    .as(command.getShopperId())
                    .extracting(Item::getProductId, Item::getQuantity)
                    .containsExactlyInAnyOrder(
                        tuple("early", 1), tuple("late", 1), tuple("other", 1)));
    assertThat(actual).extracting(SendCommand::getShopperId).allMatch(id -> id.startsWith("known"));
  }

  /** Some of the part is committed and some is not; and then a moment later. */
  private static void killInTheMidst(Shop shop, ForkedApplication application, int later)
      throws InterruptedException {
    long waiting = shop.lag();
    Await.until(
        () -> shop.lag() < waiting, Shop.LIMIT, () -> "lag " + shop.lag() + application.log());
    Thread.sleep(later);
    application.kill();
  }

  /**
   * Each known shopper has two devices: in one part something is put into a cart on both; in one of
   * the next parts it turns out whose they are, of one told on the device and of one told at the
   * known id, and something comes late on one of them. Visitors look at products meanwhile.
   */
  private static void write(Shop shop, int part) {
    long begin = BEGIN + part * PART;
    for (int view = 0; view < VIEWS_A_PART; view++) {
      long at = begin + view * PART / VIEWS_A_PART;
      String id = part + "-" + view;
      shop.append("visitor-" + view % 300, at, "view-" + id, viewed("p" + view % 50));
      int who = view * KNOWN / VIEWS_A_PART;
      if (who != (view - 1) * KNOWN / VIEWS_A_PART || view == 0) {
        actOf(shop, part, who, at);
      }
    }
    shop.producer().flush();
  }

  /** All is handed over: each looks at a page once more, and then nobody does anything. */
  private static void leave(Shop shop) {
    ReshardScene.settle(shop);
    for (int who = 0; who < KNOWN; who++) {
      shop.append("known-" + who, BEGIN + PARTS * PART, "last-" + who, page());
    }
    shop.timeTo(BEGIN + 30 * HOUR);
  }

  private static void actOf(Shop shop, int part, int who, long at) {
    String known = "known-" + who;
    String phone = "phone-" + who;
    String laptop = "laptop-" + who;
    int first = who % 3;
    if (part == 0) {
      shop.append(known, at, known + "-here", identifiedWithConsent(known));
    }
    if (part == first) {
      shop.append(phone, at, phone + "-cart", added("early"));
      shop.append(laptop, at, laptop + "-cart", added("other"));
    } else if (part == first + 1 + who % 2) {
      Identified told = Identified.newBuilder().setKnownId(known).build();
      shop.append(phone, at, phone + "-told", told);
      shop.append(known, at, laptop + "-told", new Aliased(laptop));
      shop.append(phone, at + 1, phone + "-late", added("late"));
    }
  }

  private static Map<String, List<String>> byShopper(List<SendCommand> commands) {
    return commands.stream()
        .collect(
            Collectors.groupingBy(
                SendCommand::getShopperId,
                TreeMap::new,
                Collectors.mapping(KillNineHandOverIT::asText, Collectors.toList())));
  }

  /** Lines of a cart that was put together have no order among them. */
  private static String asText(SendCommand command) {
    List<Item> items = new ArrayList<>(command.getItems());
    items.sort(Comparator.comparing(Item::getProductId));
    return ReshardScene.withoutCode(SendCommand.newBuilder(command).setItems(items).build());
  }

  private Shop shop(String name) {
    Map<String, String> settings = new HashMap<>(Shop.recordedTime());
    settings.put("release.when", "decision");
    settings.put("group.instance.id", name);
    settings.put("topics.partitions", "3");
    Shop shop = Shop.open(broker.bootstrapServers(), name, folder, settings);
    shop.publish(TestRules.of(folder.resolve(name + ".rules"), "", FLOW), () -> BEGIN - HOUR);
    List<String> codes = IntStream.range(0, CODES).mapToObj("S%05d"::formatted).toList();
    CodeImport.add(shop.config(), "summer", codes, null, BEGIN - HOUR);
    // Again, as somebody does who is not sure.
    CodeImport.add(shop.config(), "summer", codes, null, BEGIN - HOUR);
    return shop;
  }
}
