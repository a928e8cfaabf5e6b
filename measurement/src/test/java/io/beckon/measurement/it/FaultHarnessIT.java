package io.beckon.measurement.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.RulePublisher;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Attribution;
import io.beckon.contract.Channel;
import io.beckon.contract.CommandAction;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Identified;
import io.beckon.contract.Item;
import io.beckon.contract.Measure;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.PageViewed;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.outcome.Moments;
import io.beckon.measurement.core.Audience;
import io.beckon.measurement.core.Decided;
import io.beckon.measurement.core.Histories;
import io.beckon.measurement.core.Measurement;
import io.beckon.measurement.core.SqlOracle;
import io.beckon.measurement.streams.Results;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Main job and measurement are both killed with -9 while shoppers leave carts, get messages, click
 * and buy. In the end all sums reconcile: each order is told once, everybody who entered a flow is
 * somewhere, and what was measured is what the core and plain SQL make of the outcomes.
 */
final class FaultHarnessIT {

  private static final int SHOPPERS = 400;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** Ahead of the wall clock, so that nothing but the log moves its time. */
  private static final long BEGIN = System.currentTimeMillis() / HOUR * HOUR + 24 * HOUR;

  @TempDir private Path folder;

  @Test
  void shouldReconcileAllSumsWhenMainJobAndMeasurementAreKilled() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Cluster cluster =
            new Cluster(
                broker.bootstrapServers(),
                "harness",
                folder,
                Map.of("release.when", "decision", "time.settle", "30s"));
        Forked main = new Forked("run", cluster.settings(), folder.resolve("run.log"));
        Forked measure = new Forked("measure", cluster.settings(), folder.resolve("measure.log"))) {
      RulePublisher.publish(
          cluster.config(), RuleFiles.readyMade().files(), Optional.of("test"), () -> BEGIN - HOUR);
      main.start();
      measure.start();

      leaveCarts(cluster);
      killInTheMidst(cluster, main);
      time(cluster, BEGIN + 6 * HOUR, "six");
      killMeasurementInTheMidst(cluster, measure);
      awaitRead(cluster, main, measure);

      List<SendCommand> sent = sends(cluster);
      assertThat(sent).as(main.log()).hasSizeGreaterThan(SHOPPERS / 2);
      answer(cluster, sent);
      killInTheMidst(cluster, main);
      time(cluster, BEGIN + 60 * HOUR, "sixty");
      awaitRead(cluster, main, measure);
      // All windows have closed, and the time for what is told late is over.
      time(cluster, BEGIN + 12 * 24 * HOUR, "twelve days");
      awaitRead(cluster, main, measure);

      shouldHaveMeasured(cluster, measure);
      shouldFindEverybodySomewhere(cluster);
    }
  }

  /** Two of three leave it at that; the third buys. Everything is told twice. */
  private static void leaveCarts(Cluster cluster) {
    for (int i = 0; i < SHOPPERS; i++) {
      String shopper = "ann-" + i;
      long at = BEGIN + 3 * HOUR * i / SHOPPERS;
      for (int told = 0; told < 2; told++) {
        cluster.append(shopper, at, shopper + "-who", identified(shopper));
        cluster.append(shopper, at + MINUTE, shopper + "-cart", added());
        if (i % 3 == 2) {
          cluster.append(shopper, at + 2 * MINUTE, shopper + "-buys", ordered("own-" + i, 2_500));
        }
      }
    }
    cluster.flush();
  }

  /** A sender that tells what became of messages; some click, and some of these buy. */
  private static void answer(Cluster cluster, List<SendCommand> sent) {
    for (int i = 0; i < sent.size(); i++) {
      SendCommand command = sent.get(i);
      String shopper = command.getShopperId();
      long at = BEGIN + 6 * HOUR + MINUTE + i * 10L;
      String id = command.getCommandId();
      cluster.append(shopper, at, id + "-delivered", feedback(FeedbackKind.DELIVERED, id));
      if (i % 2 == 0) {
        cluster.append(shopper, at + MINUTE, id + "-opened", feedback(FeedbackKind.OPENED, id));
      }
      if (i % 4 == 0) {
        cluster.append(
            shopper, at + 2 * MINUTE, id + "-clicked", feedback(FeedbackKind.CLICKED, id));
        cluster.append(
            shopper, at + 2 * MINUTE, id + "-clicked", feedback(FeedbackKind.CLICKED, id));
      }
      if (i % 5 == 0) {
        for (int told = 0; told < 2; told++) {
          cluster.append(
              shopper, at + 3 * MINUTE, id + "-order-" + told, ordered("won-" + i, 3_333 + i));
        }
      }
    }
    cluster.flush();
  }

  /** Some of what waits is committed and some is not. */
  private static void killInTheMidst(Cluster cluster, Forked main) throws Exception {
    long waiting = cluster.mainLag();
    Cluster.await(() -> cluster.mainLag() < waiting, () -> "lag " + cluster.mainLag() + main.log());
    main.kill();
    main.start();
  }

  private static void killMeasurementInTheMidst(Cluster cluster, Forked measure) throws Exception {
    Cluster.await(
        () -> !cluster.read(cluster.config().topics().measures(), Measure.class).isEmpty(),
        () -> "lag " + cluster.lag() + measure.log());
    measure.kill();
    measure.start();
  }

  /** Moves the time of every partition on; a little later once more, for what looks at it then. */
  private static void time(Cluster cluster, long at, String name) {
    for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
      String clock = Cluster.shopperIn(partition, "clock");
      cluster.append(clock, at, name + partition, PageViewed.newBuilder().setName("home").build());
    }
    cluster.flush();
  }

  private static void awaitRead(Cluster cluster, Forked main, Forked measure) {
    int[] seen = {-1};
    long[] since = {System.nanoTime()};
    Cluster.await(
        () -> {
          int now = cluster.read(cluster.config().topics().outcomes(), OutcomeEvent.class).size();
          // A transaction's marker stands behind the last record of each partition.
          boolean read = cluster.mainLag() == 0 && cluster.lag() <= Cluster.PARTITIONS;
          if (now != seen[0] || !read) {
            seen[0] = now;
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > 3_000_000_000L;
        },
        () -> "lag " + cluster.mainLag() + ", " + cluster.lag() + main.log() + measure.log());
  }

  private static List<SendCommand> sends(Cluster cluster) {
    return cluster.read(cluster.config().topics().sendCommands(), SendCommand.class).stream()
        .filter(command -> command.getAction() == CommandAction.SEND)
        .toList();
  }

  private static void shouldHaveMeasured(Cluster cluster, Forked measure) throws SQLException {
    AtomicReference<List<OutcomeEvent>> outcomes = new AtomicReference<>(List.of());
    AtomicReference<Measurement.Result> expected = new AtomicReference<>(core(List.of()));
    int[] round = {0};
    Cluster.await(
        () -> {
          // Joins look for windows that have closed when a record comes, once a second.
          round[0]++;
          time(cluster, BEGIN + 13 * 24 * HOUR + 10 * MINUTE * round[0], "look" + round[0]);
          sleep();
          outcomes.set(
              cluster.read(cluster.config().topics().outcomes(), OutcomeEvent.class).stream()
                  .flatMap(record -> Moments.apart(record).stream())
                  .toList());
          expected.set(core(outcomes.get()));
          return Results.amounts(expected.get().measures())
              .equals(
                  Results.latest(
                      cluster.read(cluster.config().topics().measures(), Measure.class)));
        },
        () ->
            "measured "
                + Results.latest(cluster.read(cluster.config().topics().measures(), Measure.class))
                + " instead of "
                + Results.amounts(expected.get().measures())
                + measure.log());
    assertThat(
            Results.standing(
                cluster.read(cluster.config().topics().attributions(), Attribution.class)))
        .isNotEmpty()
        .isEqualTo(Results.standing(expected.get().attributions()));

    Map<String, Long> counted = new TreeMap<>();
    expected
        .get()
        .measures()
        .forEach(
            (key, sum) -> {
              if (SqlOracle.isAsked(key)) {
                counted.put(key.day() + " " + key.text().replace('\u001f', '|'), sum);
              }
            });
    try (SqlOracle oracle = new SqlOracle(outcomes.get())) {
      assertThat(counted).isEqualTo(oracle.counts());
    }
    shouldTellEachOrderOnce(cluster, outcomes.get());
  }

  private static Measurement.Result core(List<OutcomeEvent> outcomes) {
    Measurement core = new Measurement(Histories.settings());
    outcomes.forEach(core::add);
    return core.result();
  }

  private static void shouldTellEachOrderOnce(Cluster cluster, List<OutcomeEvent> outcomes) {
    Set<String> told = new HashSet<>();
    for (OutcomeEvent outcome : outcomes) {
      if (outcome.getFact() instanceof OrderSeen order) {
        assertThat(told.add(order.getOrderId())).as("told twice: %s", order).isTrue();
      }
    }
    Set<String> ordered = new HashSet<>();
    cluster
        .read(cluster.config().topics().shopperEvents(), ShopperEvent.class)
        .forEach(
            event -> {
              if (event.getPayload() instanceof OrderCompleted order) {
                ordered.add(order.getOrderId());
              }
            });
    assertThat(told).hasSizeGreaterThan(SHOPPERS / 3).isEqualTo(ordered);
  }

  private static void shouldFindEverybodySomewhere(Cluster cluster) {
    Audience audience = new Audience();
    cluster
        .read(cluster.config().topics().decisions(), Decision.class)
        .forEach(decision -> audience.add(Decided.of(decision)));

    assertThat(audience.contradictions()).isEmpty();
    assertThat(audience.rows()).isNotEmpty().allMatch(Audience.Row::addsUp);
    long sent =
        audience.rows().stream()
            .mapToLong(row -> row.places().getOrDefault(Audience.Place.SENT, 0L))
            .sum();
    assertThat(sends(cluster))
        .extracting(SendCommand::getCommandId)
        .doesNotHaveDuplicates()
        .hasSize((int) sent);
  }

  private static Identified identified(String shopper) {
    return Identified.newBuilder()
        .setTimezone("UTC")
        .setEmail(shopper + "@example.org")
        .setConsents(
            List.of(
                ConsentGiven.newBuilder()
                    .setChannel(Channel.EMAIL)
                    .setState(ConsentState.GRANTED)
                    .setSource("test")
                    .build()))
        .build();
  }

  private static ProductAdded added() {
    return ProductAdded.newBuilder().setItem(item(2_500)).build();
  }

  private static OrderCompleted ordered(String orderId, long total) {
    return OrderCompleted.newBuilder()
        .setOrderId(orderId)
        .setTotal(total)
        .setCurrency("EUR")
        .setItems(List.of(item(total)))
        .build();
  }

  private static MessageFeedback feedback(FeedbackKind kind, String commandId) {
    return MessageFeedback.newBuilder().setKind(kind).setCommandId(commandId).build();
  }

  private static Item item(long price) {
    return Item.newBuilder()
        .setProductId("boots")
        .setPrice(price)
        .setCurrency("EUR")
        .setName("Boots")
        .setCategory("shoes")
        .build();
  }

  private static void sleep() {
    try {
      Thread.sleep(2_500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
