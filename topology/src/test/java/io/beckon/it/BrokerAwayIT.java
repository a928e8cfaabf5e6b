package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.run.Application;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.SendCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The brokers are away for longer than a transaction may last, and come back. */
@SuppressWarnings("NullAway.Init")
final class BrokerAwayIT {

  private static final Duration AWAY = Duration.ofSeconds(8);

  @TempDir private Path folder;

  @Test
  void shouldGoOnByItselfAndTellNobodyTwiceWhenTheBrokersCameBack() {
    Map<String, String> settings =
        Map.of(
            "topics.partitions", "2",
            "cart.idle", "3s",
            "transaction.timeout", "2s",
            "backlog.commit.interval", "1s");
    List<String> early = IntStream.range(0, 20).mapToObj(i -> "early-" + i).toList();
    List<String> late = IntStream.range(0, 20).mapToObj(i -> "late-" + i).toList();
    Path log = folder.resolve("broker");
    EmbeddedBroker broker = EmbeddedBroker.builder().directory(log).start();
    String servers = broker.bootstrapServers();
    try (Shop shop = Shop.open(servers, "away", folder, settings)) {
      shop.publish(TestRules.cartRecovery(folder.resolve("rules"), ""), System::currentTimeMillis);
      Application application = shop.start();
      leave(shop, early);
      shop.producer().flush();
      Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());

      // Their carts come due while nothing can be written.
      broker.close();
      Await.holdsFor(
          AWAY,
          () -> application.streams().state() != KafkaStreams.State.ERROR,
          () -> "state " + application.streams().state());
      broker = EmbeddedBroker.builder().directory(log).port(port(servers)).start();
      leave(shop, late);

      List<SendCommand> commands = shop.commands().await(40, "reminders", c -> true, Shop.LIMIT);
      Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
      assertThat(commands)
          .extracting(SendCommand::getShopperId)
          .containsAll(early)
          .containsAll(late);
      assertThat(shop.commands().all())
          .extracting(SendCommand::getCommandId)
          .hasSize(40)
          .doesNotHaveDuplicates();
      assertThat(shop.triggers().all())
          .extracting(AbandonmentTrigger::getShopperId)
          .hasSize(40)
          .doesNotHaveDuplicates();
      assertThat(shop.deadLetters().all()).isEmpty();
    } finally {
      broker.close();
    }
  }

  private static void leave(Shop shop, List<String> shoppers) {
    for (String shopper : shoppers) {
      shop.append(shopper, 0, identifiedWithConsent(shopper));
      shop.append(shopper, 0, added("shoes"));
    }
  }

  private static int port(String servers) {
    return Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
  }
}
