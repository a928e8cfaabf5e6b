package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.rules.Rules;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CommandAction;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances, each a process with the settings of the Helm chart, are stopped with SIGTERM and
 * started again one after the other, the next when {@code /health/ready} says so. Shoppers go on
 * meanwhile, at the broker's own time: some abandon their cart and wait for three messages, some
 * buy before they would be reminded, some buy in between. What was told in the end is what follows
 * from the log; and all the time each instance is asked about shoppers.
 */
@SuppressWarnings("NullAway.Init")
final class RollingRestartIT {

  private static final int INSTANCES = 3;
  private static final int PARTITIONS = 6;
  private static final String TOKEN = "let-me-in-0123456789";

  /** How long the load goes on around and between the restarts. */
  private static final Duration BETWEEN =
      Duration.ofMillis(Integer.getInteger("beckon.it.rolling.between", 2_000));

  private static final long IDLE = 3_000;

  /** The last message of a shopper comes so long after they went. */
  private static final long LAST = 10_000;

  /** As an orchestrator's probes and a Kubernetes grace period bound them. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private static final String FLOW =
      """
      flow: three-steps
      title: Three steps
      description: Three messages within a quarter of a minute.
      priority: 70
      purpose: recovery
      trigger: {on: cart-abandoned}
      exit: {on: [Order Completed]}
      steps:
        - send: {id: first, channel: email, template: first}
        - wait: {for: 6s, from: idle}
        - send: {id: second, channel: email, template: second}
        - wait: {for: 10s, from: idle}
        - send: {id: third, channel: email, template: third}
      """;

  private static EmbeddedBroker broker;
  @TempDir private Path folder;

  /** An instance, and who asks it. */
  private record Instance(ForkedApplication process, Questions questions) {}

  /** A restart: from SIGTERM to ready again. */
  private record Restart(int instance, long from, long stopped, long ready) {
    boolean covers(long at) {
      return at >= from && at <= ready;
    }

    boolean meets(long begin, long end) {
      return begin <= ready && end >= from;
    }
  }

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldTellTheSameAndAnswerThroughAnyInstanceWhenRestartedOneAfterTheOther()
      throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("topics.partitions", Integer.toString(PARTITIONS));
    settings.put("num.standby.replicas", "1");
    settings.put("session.timeout", "90s");
    settings.put("cart.idle", IDLE + "ms");
    Rules rules = TestRules.of(folder.resolve("rules"), "", FLOW);
    try (Shop shop = Shop.open(broker.bootstrapServers(), "rolling", folder, settings)) {
      Told told = new Told(shop);
      shop.publish(rules, System::currentTimeMillis);
      List<String> witnesses =
          IntStream.range(0, PARTITIONS).mapToObj(p -> shop.shopperIn(p, "witness")).toList();
      for (String witness : witnesses) {
        shop.append(witness, 0, identifiedWithConsent(witness));
        shop.append(witness, 0, added("shoes"));
      }
      shop.producer().flush();
      List<Instance> instances = new ArrayList<>();
      try {
        for (int i = 0; i < INSTANCES; i++) {
          instances.add(instance(shop, i, witnesses));
        }
        for (Instance each : instances) {
          each.process().start();
        }
        awaitShared(instances);
        Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
        List<Set<Integer>> shares = shares(instances);
        told.start();
        long begun = System.currentTimeMillis();
        List<Restart> restarts;
        Load load = Load.start(shop);
        try {
          instances.forEach(each -> each.questions().start());
          restarts = restartOneAfterTheOther(instances);
        } finally {
          load.end();
        }
        assertThat(shares(instances)).as("partitions did not move").isEqualTo(shares);
        shouldHaveTold(shop, told, rules, begun, restarts);
        for (Instance each : instances) {
          each.questions().end();
        }
        shouldHaveAnswered(instances, restarts);
      } finally {
        told.end();
        for (Instance each : instances) {
          each.questions().end();
          each.process().close();
        }
      }
    }
  }

  private Instance instance(Shop shop, int number, List<String> witnesses) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String name = "rolling-" + number;
    Map<String, String> own =
        Map.of(
            "group.instance.id",
            name,
            "state.dir",
            folder.resolve(name).toString(),
            "http.port",
            Integer.toString(port),
            "http.host",
            "127.0.0.1",
            "http.advertised",
            "127.0.0.1:" + port,
            "http.token",
            TOKEN);
    return new Instance(
        new ForkedApplication(shop, folder, name, own), new Questions(port, TOKEN, witnesses));
  }

  /** All run, and each has its share of partitions and of standbys. */
  private static void awaitShared(List<Instance> instances) {
    int each = PARTITIONS / INSTANCES;
    for (Instance instance : instances) {
      Await.until(
          () -> {
            var threads = instance.questions().page("/status").path("threads");
            return threads.at("/0/active").size() == each
                && threads.at("/0/standby").size() == each
                && instance.questions().status("/health/ready") == 200;
          },
          Shop.LIMIT,
          () -> instance.questions().page("/status") + instance.process().log());
    }
  }

  private static List<Set<Integer>> shares(List<Instance> instances) {
    List<Set<Integer>> shares = new ArrayList<>();
    for (Instance each : instances) {
      Set<Integer> share = new TreeSet<>();
      each.questions()
          .page("/status")
          .at("/threads/0/active")
          .forEach(number -> share.add(number.asInt()));
      shares.add(share);
    }
    return shares;
  }

  private static List<Restart> restartOneAfterTheOther(List<Instance> instances) throws Exception {
    List<Restart> restarts = new ArrayList<>();
    Thread.sleep(BETWEEN.toMillis() + IDLE);
    for (int i = 0; i < instances.size(); i++) {
      Instance instance = instances.get(i);
      long from = System.currentTimeMillis();
      instance.process().terminate(STOP_WITHIN);
      long stopped = System.currentTimeMillis();
      instance.process().start();
      Await.until(
          () -> instance.questions().status("/health/ready") == 200,
          Shop.LIMIT,
          () -> "ready " + instance.process().log());
      restarts.add(new Restart(i, from, stopped, System.currentTimeMillis()));
      Thread.sleep(BETWEEN.toMillis());
    }
    return restarts;
  }

  /** Compares all that was told with what follows from the log. */
  private static void shouldHaveTold(
      Shop shop, Told told, Rules rules, long begun, List<Restart> restarts)
      throws InterruptedException {
    long until = System.currentTimeMillis() + LAST + 3_000;
    Await.until(
        () -> System.currentTimeMillis() > until && shop.isCaughtUp(),
        Shop.LIMIT,
        () -> "lag " + shop.lag());
    told.end();
    List<Output.Seen<ShopperEvent>> log = shop.log().seen();
    ReplayedLog expected = ReplayedLog.of(shop, log, rules, until);
    Map<String, List<Long>> orders = orders(log);
    shouldHaveTriggered(expected, told, orders);
    shouldHaveSent(expected, told, orders);
    assertThat(shop.deadLetters().all()).isEmpty();
    report(expected, told, begun, restarts);
  }

  private static Map<String, List<Long>> orders(List<Output.Seen<ShopperEvent>> log) {
    return log.stream()
        .filter(each -> each.value().getPayload() instanceof OrderCompleted)
        .collect(
            Collectors.groupingBy(
                each -> each.value().getShopperId(),
                Collectors.mapping(Output.Seen::timestamp, Collectors.toList())));
  }

  private static void shouldHaveTriggered(
      ReplayedLog expected, Told told, Map<String, List<Long>> orders) {
    List<AbandonmentTrigger> triggers = told.triggers().stream().map(Output.Seen::value).toList();
    for (AbandonmentTrigger trigger : triggers) {
      assertThat(orders.getOrDefault(trigger.getShopperId(), List.of()))
          .as("bought before the cart was called abandoned: %s", trigger)
          .noneMatch(at -> at < trigger.getAt());
    }
    assertThat(triggers)
        .extracting(AbandonmentTrigger::getTriggerId)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(expected.triggers().keySet());
    for (AbandonmentTrigger trigger : triggers) {
      assertThat(trigger).isEqualTo(expected.triggers().get(trigger.getTriggerId()));
    }
  }

  /**
   * Everything that follows from the log was sent once, but to who bought after the decision and
   * before the message left: it is stopped then, and the longer a pause the more of these.
   */
  private static void shouldHaveSent(
      ReplayedLog expected, Told told, Map<String, List<Long>> orders) {
    Set<String> sent = new HashSet<>();
    for (Output.Seen<SendCommand> seen : told.commands()) {
      SendCommand command = seen.value();
      if (command.getAction() == CommandAction.SEND) {
        assertThat(sent.add(command.getCommandId())).as("sent twice: %s", command).isTrue();
        assertThat(expected.sends()).containsKey(command.getCommandId());
        assertThat(orders.getOrDefault(command.getShopperId(), List.of()))
            .as("bought before the message left: %s", command)
            .noneMatch(at -> at < command.getAt());
      } else {
        assertThat(sent).contains(command.getCancels());
        assertThat(orders).containsKey(command.getShopperId());
      }
    }
    expected
        .sends()
        .forEach(
            (id, command) -> {
              if (!sent.contains(id)) {
                assertThat(orders.getOrDefault(command.getShopperId(), List.of()))
                    .as("not sent, without an order: %s", command)
                    .anyMatch(at -> at >= command.getAt());
              }
            });
    assertThat(sent).hasSizeGreaterThan(100);
    assertThat(sent.size()).isGreaterThan(expected.sends().size() * 3 / 4);
  }

  private static void report(ReplayedLog expected, Told told, long begun, List<Restart> restarts) {
    long calm = 0;
    long longest = 0;
    for (Output.Seen<SendCommand> seen : told.commands()) {
      SendCommand due = expected.sends().get(seen.value().getCommandId());
      if (seen.value().getAction() == CommandAction.SEND && due != null && due.getAt() >= begun) {
        long late = seen.seenAt() - due.getAt();
        if (restarts.stream().anyMatch(each -> each.meets(due.getAt(), seen.seenAt()))) {
          longest = Math.max(longest, late);
        } else {
          calm = Math.max(calm, late);
        }
      }
    }
    for (Restart each : restarts) {
      Report.line(
          String.format(
              Locale.ROOT,
              "rolling restart, instance %d: stopped in %.1f s, ready again %.1f s after SIGTERM",
              each.instance(),
              (each.stopped() - each.from()) / 1000.0,
              (each.ready() - each.from()) / 1000.0));
    }
    Report.line(
        String.format(
            Locale.ROOT,
            "rolling restart: %d triggers, %d messages (%d follow from the log); the"
                + " latest left %.1f s after its time while instances restarted, %.1f s else",
            told.triggers().size(),
            told.commands().stream()
                .filter(each -> each.value().getAction() == CommandAction.SEND)
                .count(),
            expected.sends().size(),
            longest / 1000.0,
            calm / 1000.0));
  }

  /** In service an instance answers each question, rightly; out of service it lies to nobody. */
  private static void shouldHaveAnswered(List<Instance> instances, List<Restart> restarts) {
    int asked = 0;
    int standby = 0;
    int later = 0;
    long longest = 0;
    for (int i = 0; i < instances.size(); i++) {
      Restart own = restarts.get(i);
      for (Questions.Answer answer : instances.get(i).questions().answers()) {
        if (answer.status() == 200) {
          assertThat(answer.product()).as("%s of instance %d", answer, i).isEqualTo("shoes");
        }
        if (answer.ready() && !own.covers(answer.askedAt())) {
          asked++;
          longest = Math.max(longest, answer.tookMillis());
          standby += answer.role().equals("STANDBY") ? 1 : 0;
          later += answer.status() == 503 && answer.retry() ? 1 : 0;
          assertThat(answer.status() == 200 || (answer.status() == 503 && answer.retry()))
              .as("%s of instance %d", answer, i)
              .isTrue();
        } else {
          assertThat(answer.status()).as("%s of instance %d", answer, i).isIn(0, 200, 503);
        }
      }
    }
    Report.line(
        String.format(
            Locale.ROOT,
            "rolling restart: %d questions to instances in service, %d answered by a standby, %d"
                + " 'ask again'; the longest answer took %.1f s",
            asked,
            standby,
            later,
            longest / 1000.0));
    assertThat(asked).isGreaterThan(30);
    assertThat(standby).as("answers by a standby").isPositive();
    assertThat(later).as("answers 'ask again'").isZero();
    assertThat(longest).as("milliseconds of the longest answer").isLessThan(10_000);
  }
}
