package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.ordered;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.run.Application;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Decision;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.TriggerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After an outage: hours of log behind a stopped application, with the purchases at its end. */
@SuppressWarnings("NullAway.Init")
final class BacklogIT {

  private static final int BACKLOG = Integer.getInteger("beckon.it.backlog", 200_000);
  private static final int EACH = 200;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long SETTLE = 30 * SECOND;
  private static final String QUIET_ZONE = "Asia/Tokyo";

  /** The application stopped six hours ago. */
  private static final long STOPPED = System.currentTimeMillis() - 6 * HOUR;

  private static final Set<String> GROUPS = Set.of("stale", "intime", "late", "never", "quiet");

  private static EmbeddedBroker broker;
  private static Shop shop;
  private static Output<AbandonmentTrigger> triggers;
  private static Output<SendCommand> commands;
  private static Output<Decision> decisions;

  @BeforeAll
  static void workOffABacklog(@TempDir Path folder) {
    broker = EmbeddedBroker.start();
    Map<String, String> settings = new HashMap<>(Shop.recordedTime());
    settings.put("topics.partitions", "2");
    shop = Shop.open(broker.bootstrapServers(), "backlog", folder, settings);
    triggers = shop.triggers();
    commands = shop.commands();
    decisions = shop.decisions();
    shop.publish(
        TestRules.cartRecovery(folder.resolve("rules"), quietNow()), () -> STOPPED - 61 * HOUR);
    beforeTheOutage();
    duringTheOutage();
    afterTheOutage();
  }

  @AfterAll
  static void close() {
    shop.close();
    broker.close();
  }

  private static void beforeTheOutage() {
    carts("stale", STOPPED - 60 * HOUR);
    shop.producer().flush();
    // A wall clock of then, or it would be the present at once.
    Application application = shop.start(shop.config(), () -> STOPPED - 60 * HOUR);
    Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
    application.close();
  }

  private static void duringTheOutage() {
    carts("intime", STOPPED);
    carts("late", STOPPED);
    carts("never", STOPPED);
    carts("quiet", STOPPED);
    long due = STOPPED + HOUR;
    for (int i = 0; i < BACKLOG; i++) {
      long at = STOPPED + SECOND + i * (HOUR - SECOND) / BACKLOG;
      shop.append("visitor-" + i % 20_000, at, viewed("p" + i % 100));
    }
    for (String shopper : shoppers("intime")) {
      shop.append(shopper, due + SETTLE - 1, ordered("o-" + shopper, "shoes"));
    }
    for (String shopper : shoppers("late")) {
      shop.append(shopper, due + HOUR, ordered("o-" + shopper, "shoes"));
    }
    shop.producer().flush();
  }

  private static void afterTheOutage() {
    long before = shop.count("beckon.events");
    long all = BACKLOG + EACH * 10L;
    shop.start();
    long start = System.nanoTime();
    Await.until(
        () -> shop.count("beckon.events") - before >= all,
        Shop.LIMIT.multipliedBy(2),
        () -> "events read: " + (shop.count("beckon.events") - before));
    double seconds = (System.nanoTime() - start) / 1e9;
    Report.line(
        "backlog: "
            + all
            + " events in "
            + seconds
            + " s after the start, "
            + Math.round(all / seconds)
            + " a second");
    commands.await(
        EACH, "to those who never bought", c -> is("never", c.getShopperId()), Shop.LIMIT);
    decisions.await(
        EACH * 3,
        "stale",
        d -> is("stale", d.getShopperId()) && d.getOutcome() == Outcome.SKIPPED,
        Shop.LIMIT);
    decisions.await(EACH, "deferred", d -> d.getOutcome() == Outcome.DEFERRED, Shop.LIMIT);
    Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
  }

  @Test
  void shouldNotCallACartAbandonedThatWasBoughtBeforeItWasDue() {
    Map<String, Long> carts =
        triggers.all().stream()
            .filter(trigger -> trigger.getKind() == TriggerKind.CART)
            .collect(Collectors.groupingBy(t -> group(t.getShopperId()), Collectors.counting()));
    long each = EACH;
    assertThat(carts).isEqualTo(Map.of("stale", each, "late", each, "never", each, "quiet", each));
    assertThat(triggers.all())
        .filteredOn(trigger -> is("late", trigger.getShopperId()))
        .allMatch(trigger -> trigger.getAt() == STOPPED + HOUR + SETTLE);
  }

  @Test
  void shouldSendOnlyWhereNoPurchaseIsInTheLog() {
    assertThat(commands.all())
        .extracting(SendCommand::getShopperId)
        .containsExactlyInAnyOrderElementsOf(shoppers("never"));
    assertThat(decisions.all())
        .filteredOn(d -> is("late", d.getShopperId()))
        .extracting(Decision::getOutcome)
        .contains(Outcome.QUEUED, Outcome.EXITED)
        .doesNotContain(Outcome.SENT);
  }

  @Test
  void shouldJudgeByTheTimeOfTheReleaseWhetherAMessageIsStale() {
    assertThat(decisions.all())
        .filteredOn(d -> is("stale", d.getShopperId()) && d.getOutcome() == Outcome.SKIPPED)
        .hasSize(EACH * 3)
        .allMatch(d -> d.getReason().equals("STALE") && d.getPhase() == DecisionPhase.RELEASE)
        .allMatch(d -> d.getAt() > STOPPED + 5 * HOUR);
  }

  @Test
  void shouldJudgeByTheTimeOfTheReleaseWhetherItIsNight() {
    List<Decision> quiet =
        decisions.all().stream().filter(d -> is("quiet", d.getShopperId())).toList();
    assertThat(quiet).filteredOn(d -> d.getOutcome() == Outcome.QUEUED).hasSize(EACH);
    assertThat(quiet)
        .filteredOn(d -> d.getOutcome() == Outcome.DEFERRED)
        .hasSize(EACH)
        .allMatch(d -> d.getReason().equals("QUIET_HOURS"))
        .allMatch(d -> d.getPhase() == DecisionPhase.RELEASE)
        .allMatch(d -> d.getAt() > STOPPED + 5 * HOUR);
  }

  private static void carts(String group, long at) {
    for (String shopper : shoppers(group)) {
      shop.append(
          shopper, at, identifiedWithConsent(shopper, group.equals("quiet") ? QUIET_ZONE : "UTC"));
      shop.append(shopper, at, added("shoes"));
    }
  }

  private static List<String> shoppers(String name) {
    return IntStream.range(0, EACH).mapToObj(i -> name + "-" + i).toList();
  }

  private static String group(String shopper) {
    return shopper.substring(0, shopper.indexOf('-'));
  }

  private static boolean is(String group, String shopper) {
    assertThat(GROUPS).contains(group);
    return group(shopper).equals(group);
  }

  /** Quiet hours around the present, in one zone of the earth. */
  private static String quietNow() {
    LocalTime there =
        LocalTime.ofInstant(Instant.now(), ZoneId.of(QUIET_ZONE)).truncatedTo(ChronoUnit.MINUTES);
    return """
        quietHours:
          - {name: now, channels: [email], from: "%s", to: "%s", then: defer}
        """
        .formatted(there.minus(Duration.ofHours(1)), there.plus(Duration.ofHours(1)));
  }
}
