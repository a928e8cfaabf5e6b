package io.beckon.it;

import static io.beckon.app.Typed.type;
import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import io.beckon.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a resharding takes with as many shoppers as are asked for, whose state the application
 * itself has made: {@code -Dbeckon.it.reshard.shoppers=1000000}. Three of four look at products,
 * one of four leaves a cart and waits for messages.
 */
@EnabledIfSystemProperty(named = "beckon.it.reshard.shoppers", matches = "[1-9][0-9]*")
@SuppressWarnings("NullAway.Init")
final class ReshardSizeIT {

  private static final int SHOPPERS = Integer.getInteger("beckon.it.reshard.shoppers", 0);
  private static final long HOUR = 3_600_000;
  private static final long BEGIN = System.currentTimeMillis() + 24 * HOUR;

  @TempDir private Path folder;

  @Test
  void shouldTakeAllShoppersToTwelvePartitions() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Shop old = Shop.open(broker.bootstrapServers(), "size", folder, settings("8"))) {
      old.publishRules(() -> BEGIN - HOUR);
      for (int i = 0; i < SHOPPERS; i++) {
        String shopper = "shopper-" + i;
        long at = BEGIN + i * (2 * HOUR) / SHOPPERS;
        old.append(shopper, at, identifiedWithConsent(shopper));
        old.append(shopper, at + 1, viewed("p" + i % 2_000));
        old.append(shopper, at + 2, i % 4 == 0 ? added("p" + i % 50) : viewed("p" + i % 77));
      }
      old.producer().flush();
      var first = old.start();
      long caughtUp = System.nanoTime();
      Map<TopicPartition, Long> all = old.logEnds();
      Await.until(
          () -> old.lagTo(all) == 0, Shop.LIMIT.multipliedBy(20), () -> "lag " + old.lagTo(all));
      say("state made by the application", caughtUp);
      first.close();

      long begun = System.nanoTime();
      Typed carried = reshard(old);
      say("carried, " + carried.out().lines().filter(l -> l.contains("rows")).toList(), begun);
      begun = System.nanoTime();
      say(reshard(old, "--verify").out().strip(), begun);
      Map<String, String> settings = settings("12");
      settings.put("topics.generation", "p12");
      settings.put("topics.outputs.generation", "size");
      settings.put("topics.flows", "flows-size");
      settings.put("topics.products", "products-size");
      settings.put("shadow", "true");
      try (Shop now = Shop.open(broker.bootstrapServers(), "sized", folder, settings)) {
        begun = System.nanoTime();
        now.start();
        say("restored by the new application", begun);
        begun = System.nanoTime();
        reshard(old, "--activate");
        say("activated", begun);
        for (int i = 0; i < 500; i++) {
          now.append("shopper-" + i, BEGIN + 2 * HOUR + i, viewed("p" + i));
        }
        Map<TopicPartition, Long> more = now.logEnds();
        Await.until(() -> now.lagTo(more) == 0, Shop.LIMIT, () -> "lag " + now.lagTo(more));
        assertThat(now.deadLetters().all()).isEmpty();
      }
    }
  }

  private static void say(String what, long begun) {
    Report.line(
        String.format(
            Locale.ROOT,
            "resharding %,d shoppers: %s: %.0f s",
            SHOPPERS,
            what,
            (System.nanoTime() - begun) / 1e9));
  }

  private static Typed reshard(Shop from, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("reshard", "--from", "size", "--to", "sized", "--partitions", "12"));
    arguments.addAll(List.of(more));
    from.settings().forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    Typed typed = type(arguments.toArray(String[]::new));
    assertThat(typed.exitCode()).as(typed.toString()).isZero();
    return typed;
  }

  private static Map<String, String> settings(String partitions) {
    Map<String, String> settings = new HashMap<>(Shop.recordedTime());
    settings.put("topics.partitions", partitions);
    settings.put("num.stream.threads", "2");
    return settings;
  }
}
