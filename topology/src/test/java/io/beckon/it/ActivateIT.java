package io.beckon.it;

import static io.beckon.app.Typed.type;
import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.app.Typed;
import io.beckon.app.reshard.Activation;
import io.beckon.app.run.Application;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.SendCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second application on the same log takes over from the first, and sends what waits. */
@SuppressWarnings("NullAway.Init")
final class ActivateIT {

  private static final int SHOPPERS = 10;

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
  void shouldTakeOverWhenNobodyElseIsAlive() throws Exception {
    List<String> shoppers = IntStream.range(0, SHOPPERS).mapToObj(i -> "ann-" + i).toList();
    try (Shop blue = shop("blue", Map.of());
        Shop green = shop("green", shadow())) {
      blue.publish(TestRules.cartRecovery(folder.resolve("rules"), ""), System::currentTimeMillis);
      Application first = blue.start();
      for (String shopper : shoppers) {
        blue.append(shopper, 0, viewed("shoes"));
      }
      blue.producer().flush();
      assertThat(activate(green).err()).contains("there is no application green");
      Application second = green.start();
      Await.until(
          () -> blue.isCaughtUp() && green.isCaughtUp(), Shop.LIMIT, () -> "lag " + green.lag());

      Typed beside = activate(green, "--yes");
      assertThat(beside.exitCode()).isEqualTo(1);
      assertThat(beside.err()).contains("blue is alive (1 member of its group)", "--beside blue");
      Typed dry = activate(green, "--beside", "blue", "--dry-run");
      assertThat(dry.exitCode()).as(dry.toString()).isZero();
      assertThat(dry.out()).contains("It may take over. Nothing was written.");

      first.close();
      for (String shopper : shoppers) {
        blue.append(shopper, 0, identifiedWithConsent(shopper));
        blue.append(shopper, 0, added("shoes"));
      }
      blue.producer().flush();
      // Whoever is in the shadow writes no ticks: others must move the time.
      Output<AbandonmentTrigger> triggers = green.triggers();
      Await.until(
          () -> {
            blue.timeTo(0);
            return triggers.poll() >= SHOPPERS;
          },
          Shop.LIMIT,
          () -> "seen from the shadow: " + triggers.all());
      Await.until(green::isCaughtUp, Shop.LIMIT, () -> "lag " + green.lag());
      assertThat(activate(green).err()).contains("There is nobody to ask: say --yes");
      assertThat(green.commands().all()).as("in the shadow").isEmpty();

      Typed done = activate(green, "--yes");
      assertThat(done.exitCode()).as(done.toString()).isZero();
      assertThat(done.out())
          .contains("Messages wait for 10 shoppers.")
          .contains("Written to 2 partitions of shopper-events-blue.")
          .contains("green has taken over: it sends from here on.");
      assertThat(green.commands().await(SHOPPERS, "what waited", c -> true, Shop.LIMIT))
          .extracting(SendCommand::getShopperId)
          .containsExactlyInAnyOrderElementsOf(shoppers);
      Typed again = activate(green, "--yes");
      assertThat(again.exitCode()).as(again.toString()).isZero();
      assertThat(again.out()).contains("It is active already");

      second.close();
      shouldNotTakeOverWithinAMinuteOfATick();
      assertThat(green.commands().all()).hasSize(SHOPPERS);
    }
  }

  /** What has stopped may be alive elsewhere, where the log is copied from. */
  private void shouldNotTakeOverWithinAMinuteOfATick() throws Exception {
    try (Shop red = shop("red", shadow());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      red.start();
      Await.until(red::isCaughtUp, Shop.LIMIT, () -> "lag " + red.lag());
      long now = System.currentTimeMillis();
      assertThatThrownBy(() -> at(red, admin, now).look(100, Set.of()))
          .hasMessageContaining("green works: it wrote a tick to shopper-events-blue");
      at(red, admin, now + 61_000).look(100, Set.of());
      assertThatThrownBy(() -> at(red, admin, now + 61_000).look(-1, Set.of()))
          .hasMessageContaining("red is behind its log");
    }
  }

  private static Activation at(Shop shop, Admin admin, long now) {
    return new Activation(shop.config(), admin, new PrintWriter(new StringWriter()), () -> now);
  }

  private static Typed activate(Shop shop, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("activate", "--app", shop.config().app().applicationId()));
    arguments.addAll(List.of(more));
    shop.settings().forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return type(arguments.toArray(String[]::new));
  }

  private static Map<String, String> shadow() {
    return Map.of("shadow", "true");
  }

  private Shop shop(String name, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("topics.partitions", "2");
    settings.put("topics.generation", "blue");
    settings.put("topics.outputs.generation", "blue");
    settings.put("topics.flows", "flows-blue");
    settings.put("topics.products", "products-blue");
    return Shop.open(broker.bootstrapServers(), name, folder, settings);
  }
}
