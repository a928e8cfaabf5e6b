package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time goes on where nobody writes: by ticks, few of them, and none when nothing is due. */
@SuppressWarnings("NullAway.Init")
final class IdlePartitionIT {

  private static final int PARTITIONS = 8;

  /** Of the due time and settle, as promised. */
  private static final Duration PROMISED = Duration.ofSeconds(5);

  private static final Duration TICK_INTERVAL = Duration.ofMillis(500);
  private static final Duration QUIET = Duration.ofSeconds(4);

  private static EmbeddedBroker broker;
  private static Shop shop;

  @BeforeAll
  static void open(@TempDir Path folder) {
    broker = EmbeddedBroker.start();
    shop =
        Shop.open(
            broker.bootstrapServers(),
            "idle",
            folder,
            Map.of("topics.partitions", Integer.toString(PARTITIONS)));
    shop.publishRules(System::currentTimeMillis);
    shop.start();
  }

  @AfterAll
  static void close() {
    shop.close();
    broker.close();
  }

  @Test
  void shouldFireWithinFiveSecondsWhenNobodyWrites() {
    // The application has read the rules in every partition: it is at work.
    Await.until(
        () -> shop.count("beckon.ticks") == 0 && shop.isCaughtUp(),
        Shop.LIMIT,
        () -> "the rules are not read");
    Output<AbandonmentTrigger> triggers = shop.triggers();
    Output<SendCommand> commands = shop.commands();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String shopper = shop.shopperIn(partition, "idle");
      shop.append(shopper, 0, identifiedWithConsent(shopper));
      shop.append(shopper, 0, added("shoes"));
    }
    shop.producer().flush();

    triggers.await(PARTITIONS, "one a partition", t -> true, Shop.LIMIT);
    commands.await(PARTITIONS, "one a partition", c -> true, Shop.LIMIT);

    List<Long> toTrigger = new ArrayList<>();
    triggers.seen().forEach(seen -> toTrigger.add(seen.seenAt() - seen.value().getAt()));
    List<Long> toCommand = new ArrayList<>();
    Map<String, Long> due = new HashMap<>();
    triggers.all().forEach(trigger -> due.put(trigger.getShopperId(), trigger.getAt()));
    commands
        .seen()
        .forEach(seen -> toCommand.add(seen.seenAt() - due.get(seen.value().getShopperId())));
    Report.line(
        "idle partitions: ms from due + settle to trigger "
            + toTrigger
            + ", to command "
            + toCommand);
    assertThat(toTrigger).hasSize(PARTITIONS).allMatch(late -> late < PROMISED.toMillis());
    assertThat(toCommand).hasSize(PARTITIONS).allMatch(late -> late < PROMISED.toMillis());

    assertThatTicksAreFew();
  }

  /** All that was due has fired and left: the next wait is hours away. */
  private static void assertThatTicksAreFew() {
    Output<ShopperEvent> log = shop.log();
    List<Output.Seen<ShopperEvent>> ticks = ticks(log);
    Report.line("idle partitions: " + ticks.size() + " ticks in " + PARTITIONS + " partitions");
    for (int partition = 0; partition < PARTITIONS; partition++) {
      long before = 0;
      for (Output.Seen<ShopperEvent> tick : ticks) {
        if (tick.partition() == partition) {
          // Ticks wait for each other to be read, and are as far apart as they were told to be.
          assertThat(tick.timestamp() - before).isGreaterThan(TICK_INTERVAL.toMillis() / 2);
          before = tick.timestamp();
        }
      }
    }
    assertThat(ticks.size()).isBetween(PARTITIONS, PARTITIONS * 8);
    Await.holdsFor(
        QUIET,
        () -> ticks(log).size() == ticks.size(),
        () -> "there are ticks though nothing is due: " + (ticks(log).size() - ticks.size()));
  }

  private static List<Output.Seen<ShopperEvent>> ticks(Output<ShopperEvent> log) {
    return log.seen().stream().filter(seen -> seen.value().getPayload() instanceof Tick).toList();
  }
}
