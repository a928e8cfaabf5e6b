package io.beckon.it;

import static io.beckon.app.Typed.type;
import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.checkout;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.ordered;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.app.Typed;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.reshard.TakenOver;
import io.beckon.app.topics.StartCheck;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.streams.state.StateMove;
import io.beckon.streams.state.StateStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From 4 to 12 partitions and from 12 to 6, on a real broker, in the midst of what goes on. */
@SuppressWarnings("NullAway.Init")
final class ReshardIT {

  private static final int SHOPPERS = 300;
  private static final int EVENTS_A_PART = 2_000;
  private static final int PARTS = 5;
  private static final long HOUR = 3_600_000;

  /** Less than are given out, and they come first; and more. */
  private static final int FEW_CODES = 24;

  private static final int MANY_CODES = 1_500;
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney");

  /** It is night somewhere: at any time sends wait for the morning. */
  private static final String POLICY =
      """
      zones: best
      quietHours: [{name: night, channels: [email], from: "20:00", to: "08:00"}]
      caps: [{name: spacing, channels: [email], max: 2, per: 24h, then: skip}]
      """;

  /** Ahead of the wall clock, so that ticks cannot move the log's time: both runs have the same. */
  private static final long BEGIN = System.currentTimeMillis() + 24 * HOUR;

  /** Longer than the longest time between two commits: five seconds. */
  private static final Duration QUIET = Duration.ofSeconds(7);

  private static EmbeddedBroker broker;
  private static Admin admin;
  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @Test
  void shouldTellSendersTheSameWhenGoingToTwelvePartitionsAndThenToSix() throws Exception {
    List<SendCommand> expected;
    try (Shop calm = shop("calm", "calm", "", 4)) {
      calm.publish(
          ReshardScene.rules(folder.resolve("calm.rules"), POLICY), () -> BEGIN - 2 * HOUR);
      calm.start();
      begin(calm);
      ReshardScene.settle(calm);
      goOnUnread(calm);
      ReshardScene.settle(calm);
      ReshardScene.newcomers(calm, startOf(2));
      write(calm, 2);
      ReshardScene.settle(calm);
      goOnUnreadAgain(calm);
      ReshardScene.settle(calm);
      write(calm, 4);
      expected = finish(calm, calm);
    }
    List<SendCommand> actual;
    try (Shop four = shop("four", "four", "", 4)) {
      four.publish(
          ReshardScene.rules(folder.resolve("four.rules"), POLICY), () -> BEGIN - 2 * HOUR);
      var application = four.start();
      begin(four);
      ReshardScene.settle(four);
      application.close();
      goOnUnread(four);

      killTheToolInTheMidst(four, "twelve", 12);
      BeckonConfig unfinished = BeckonConfig.of(settings("twelve", "four", "p12", 12));
      assertThatThrownBy(() -> TakenOver.check(unfinished))
          .hasMessageContaining("state is still being carried from four");
      Typed carried = reshard(four, "twelve", 12);
      assertThat(carried.out()).startsWith("Going on: four (4 partitions, shopper-events-four)");
      for (String store : StateMove.keyed()) {
        assertThat(records("twelve-" + store + "-changelog", 12)).as(store).isPositive();
      }
      for (String store : StateMove.whole()) {
        assertThat(records("twelve-" + store + "-changelog", 12)).as(store).isPositive();
      }
      assertThat(reshard(four, "twelve", 12, "--verify").out())
          .contains("The same is remembered of all ");
      try (Shop twelve = shop("twelve", "four", "p12", 12)) {
        var second = twelve.start();
        reshard(four, "twelve", 12, "--activate");
        // Time marks tell of each partition: there are as many as of the log.
        assertThat(partitions(twelve.config().topics().outcomes())).isEqualTo(12);
        assertThatThrownBy(() -> TakenOver.check(four.config()))
            .hasMessageContaining("four was resharded, and twelve has taken over");
        ReshardScene.settle(twelve);
        ReshardScene.newcomers(twelve, startOf(2));
        write(twelve, 2);
        ReshardScene.settle(twelve);
        second.close();
        goOnUnreadAgain(twelve);

        reshard(twelve, "six", 6);
        reshard(twelve, "six", 6, "--verify");
        try (Shop six = shop("six", "four", "p6", 6)) {
          six.start();
          reshard(twelve, "six", 6, "--activate");
          ReshardScene.settle(six);
          write(six, 4);
          actual = finish(six, four);
        }
      }
      shouldHaveKeptQuietToTheSuppressed(four);
    }
    Report.line(
        "resharded 4 -> 12 -> 6: "
            + actual.size()
            + " commands, undisturbed "
            + expected.size()
            + ", with codes "
            + codes(actual).size());
    assertThat(expected).hasSizeGreaterThan(100);
    assertThat(expected).extracting(SendCommand::getAction).contains(CommandAction.CANCEL);
    assertThat(byShopper(actual)).isEqualTo(byShopper(expected));
    assertThat(actual.stream().filter(c -> c.getFlow().equals("cheaper")).count())
        .as("told of lower prices")
        .isGreaterThan(10);
    // Those that were there before, and those that nobody had read when the log was carried.
    assertThat(codes(actual)).doesNotHaveDuplicates().anyMatch(code -> code.startsWith("S"));
    assertThat(codes(actual)).anyMatch(code -> code.startsWith("T"));
    assertThat(codes(actual)).hasSameSizeAs(codes(expected));
  }

  /** Until the old application is stopped. */
  private static void begin(Shop shop) {
    ReshardScene.codes(shop, "S", FEW_CODES, BEGIN - HOUR);
    ReshardScene.shareAddresses(shop, BEGIN - HOUR);
    write(shop, 0);
  }

  /** What nobody has read when the log is carried. */
  private static void goOnUnread(Shop shop) throws Exception {
    write(shop, 1);
    ReshardScene.codes(shop, "T", MANY_CODES, startOf(2) - 2);
    ReshardScene.cheaper(shop, 0, 6, startOf(2) - 1);
  }

  private static void goOnUnreadAgain(Shop shop) throws Exception {
    ReshardScene.carts(shop, startOf(3));
    write(shop, 3);
    ReshardScene.cheaper(shop, 6, 6, startOf(4) - 1);
  }

  private static long startOf(int part) {
    return BEGIN + part * 40L * HOUR / PARTS;
  }

  /** Who came later with an address of which somebody complained gets nothing. */
  private static void shouldHaveKeptQuietToTheSuppressed(Shop shop) {
    List<Decision> decisions = shop.decisions().all();
    for (int pair = 0; pair < ReshardScene.PAIRS; pair++) {
      for (String who : List.of("left-" + pair, "right-" + pair, "third-" + pair)) {
        assertThat(decisions)
            .filteredOn(d -> d.getShopperId().equals(who) && d.getOutcome() == Outcome.SKIPPED)
            .as(who)
            .isNotEmpty()
            .allMatch(d -> d.getReason().equals("SUPPRESSED"));
      }
      String free = "free-" + pair;
      assertThat(decisions)
          .as(free)
          .anyMatch(d -> d.getShopperId().equals(free) && d.getOutcome() == Outcome.SENT);
    }
  }

  private static List<String> codes(List<SendCommand> commands) {
    return commands.stream()
        .filter(c -> c.getAction() == CommandAction.SEND && c.getOffer() != null)
        .map(c -> c.getOffer().getCode())
        .toList();
  }

  private static Map<String, List<String>> byShopper(List<SendCommand> commands) {
    return commands.stream()
        .collect(
            Collectors.groupingBy(
                SendCommand::getShopperId,
                TreeMap::new,
                Collectors.mapping(ReshardScene::withoutCode, Collectors.toList())));
  }

  @Test
  void shouldCallNoCartAbandonedThatWasBoughtWhileNobodyRead() throws Exception {
    Map<String, String> live = Map.of("cart.idle", "8s", "topics.partitions", "3");
    List<String> shoppers = IntStream.range(0, 30).mapToObj(i -> "ann-" + i).toList();
    Set<String> buyers = Set.copyOf(shoppers.subList(0, 15));
    try (Shop old = Shop.open(broker.bootstrapServers(), "live", folder, live)) {
      old.publish(TestRules.cartRecovery(folder.resolve("rules"), ""), System::currentTimeMillis);
      var application = old.start();
      Typed asked = type(arguments(old, "livelier", 5, "--dry-run"));
      assertThat(asked.exitCode()).isEqualTo(1);
      assertThat(asked.out()).contains("In the way: live still runs (1 member of its group)");
      for (String shopper : shoppers) {
        old.append(shopper, 0, identifiedWithConsent(shopper));
        old.append(shopper, 0, added("shoes"));
      }
      old.producer().flush();
      Await.until(old::isCaughtUp, Shop.LIMIT, () -> "lag " + old.lag());
      application.close();
      // Somebody raises the log by hand, and producers write to all of it.
      admin
          .createPartitions(Map.of("shopper-events-live", NewPartitions.increaseTo(5)))
          .all()
          .get();
      Await.until(() -> partitions("shopper-events-live") == 5, Shop.LIMIT, () -> "not raised");
      try (Shop raised = Shop.open(broker.bootstrapServers(), "live", folder, live)) {
        for (String shopper : buyers) {
          // Another shop counts its events anew: without an id of its own it may be a known one.
          raised.append(shopper, 0, "bought-" + shopper, ordered("o-" + shopper, "shoes"));
        }
        raised.producer().flush();
      }
      assertThatThrownBy(() -> StartCheck.run(old.config(), List.of(StateStores.names())))
          .hasMessageContaining("'beckon reshard --from live --to live-p5 --partitions 5'");
      assertThat(old.triggers().all()).isEmpty();

      assertThat(reshard(old, "livelier", 5, "--dry-run").out())
          .startsWith("Would carry: live (3 partitions, shopper-events-live) to livelier (5 ")
          .contains(" rows: 0 s at 100,000 a second.")
          .doesNotContain("In the way");
      assertThat(admin.listTopics().names().get())
          .noneMatch(name -> name.startsWith("livelier") || name.endsWith("-p5"));
      reshard(old, "livelier", 5);
      Map<String, String> settings = new HashMap<>(live);
      settings.putAll(
          Map.of(
              "application.id", "livelier",
              "topics.generation", "p5",
              "topics.outputs.generation", "live",
              "topics.flows", "flows-live",
              "topics.products", "products-live",
              "topics.partitions", "5",
              "shadow", "true"));
      try (Shop now = Shop.open(broker.bootstrapServers(), "livelier", folder, settings)) {
        TakenOver.check(now.config());
        now.start();
        // All carts are due by now; who was in the shadow has done nothing about it.
        assertThat(records("shopper-events-p5", 5)).isZero();
        reshard(old, "livelier", 5, "--activate");
        List<SendCommand> commands = old.commands().await(15, "reminders", c -> true, Shop.LIMIT);
        Await.until(now::isCaughtUp, Shop.LIMIT, () -> "lag " + now.lag());
        assertThat(commands)
            .extracting(SendCommand::getShopperId)
            .doesNotContainAnyElementsOf(buyers);
        assertThat(old.triggers().all())
            .extracting(AbandonmentTrigger::getShopperId)
            .containsExactlyInAnyOrderElementsOf(shoppers.subList(15, 30));
        assertThat(timestamps("shopper-events-p5")).isEqualTo("LogAppendTime");
        assertThat(now.deadLetters().all()).isEmpty();
      }
    }
  }

  private void killTheToolInTheMidst(Shop shop, String to, int partitions) throws Exception {
    try (ForkedApplication tool = new ForkedApplication(shop, folder)) {
      tool.start(
          "reshard",
          "--from",
          shop.config().app().applicationId(),
          "--to",
          to,
          "--partitions",
          Integer.toString(partitions),
          "--batch",
          "20");
      String last = to + "-browse-history-changelog";
      Await.until(
          () -> exists(last) && records(last, partitions) > 0, Shop.LIMIT, () -> tool.log());
      tool.kill();
      assertThat(tool.log()).doesNotContain("All state is carried");
    }
  }

  private static Typed reshard(Shop from, String to, int partitions, String... more) {
    Typed typed = type(arguments(from, to, partitions, more));
    assertThat(typed.exitCode()).as(typed.toString()).isZero();
    return typed;
  }

  private static String[] arguments(Shop from, String to, int partitions, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "reshard",
                "--from",
                from.config().app().applicationId(),
                "--to",
                to,
                "--partitions",
                Integer.toString(partitions)));
    arguments.addAll(List.of(more));
    from.settings().forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return arguments.toArray(String[]::new);
  }

  /** Writes a part of the history; the same events in every run. */
  private static void write(Shop shop, int part) {
    Random random = new Random(part);
    for (int i = 0; i < EVENTS_A_PART; i++) {
      long n = part * (long) EVENTS_A_PART + i;
      long at = BEGIN + n * 40 * HOUR / (PARTS * (long) EVENTS_A_PART);
      int who = n < SHOPPERS ? (int) n : random.nextInt(SHOPPERS);
      shop.append("ann-" + who, at, "e" + n, payload(n, who, random.nextInt(1_000)));
    }
    shop.producer().flush();
  }

  private static SpecificRecord payload(long n, int who, int what) {
    if (n < SHOPPERS) {
      return identifiedWithConsent("ann-" + who, ZONES.get(who % ZONES.size()));
    } else if (what < 150) {
      return added("p" + what);
    } else if (what < 180) {
      return checkout();
    } else if (what < 200) {
      return ordered("o" + n, "p1");
    }
    return viewed("p" + what);
  }

  /** What senders were told, when nothing comes any more. */
  private static List<SendCommand> finish(Shop last, Shop first) {
    last.timeTo(BEGIN + 80 * HOUR);
    List<SendCommand> commands = first.commands().awaitQuiet(last, QUIET);
    assertThat(first.deadLetters().all()).isEmpty();
    return commands;
  }

  private static boolean exists(String topic) {
    try {
      return admin.listTopics().names().get().contains(topic);
    } catch (Exception e) {
      throw new AssertionError("the broker does not tell its topics", e);
    }
  }

  private static long records(String topic, int partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    try {
      return admin.listOffsets(latest).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (Exception e) {
      throw new AssertionError("the broker does not tell offsets", e);
    }
  }

  private static int partitions(String topic) {
    try {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    } catch (Exception e) {
      throw new AssertionError("the broker does not tell its topics", e);
    }
  }

  private static String timestamps(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin
        .describeConfigs(List.of(resource))
        .all()
        .get()
        .get(resource)
        .get("message.timestamp.type")
        .value();
  }

  /** A shop that shares topics with a first one, but for the log. */
  private Shop shop(String application, String first, String generation, int partitions) {
    Map<String, String> settings = settings(application, first, generation, partitions);
    return Shop.open(broker.bootstrapServers(), application, folder, settings);
  }

  private static Map<String, String> settings(
      String application, String first, String generation, int partitions) {
    Map<String, String> settings = new HashMap<>(Shop.recordedTime());
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("application.id", application);
    settings.put("release.when", "decision");
    settings.put("contacts.hash.key", "a key for tests only");
    settings.put("topics.partitions", Integer.toString(partitions));
    settings.put("topics.outputs.generation", first);
    settings.put("topics.flows", "flows-" + first);
    settings.put("topics.products", "products-" + first);
    if (!generation.isEmpty()) {
      settings.put("topics.generation", generation);
      settings.put("shadow", "true");
    }
    return settings;
  }
}
