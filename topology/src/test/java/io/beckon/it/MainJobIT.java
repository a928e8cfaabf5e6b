package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.TriggerKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an event to a send command, live, with the broker's clock. */
@SuppressWarnings("NullAway.Init")
final class MainJobIT {

  private static EmbeddedBroker broker;
  private static Shop shop;

  @BeforeAll
  static void open(@TempDir Path folder) {
    broker = EmbeddedBroker.start();
    shop = Shop.open(broker.bootstrapServers(), "main", folder, Map.of());
    shop.publishRules(System::currentTimeMillis);
    shop.start();
  }

  @AfterAll
  static void close() {
    shop.close();
    broker.close();
  }

  @Test
  void shouldSendWhenACartIsAbandoned() {
    long before = System.currentTimeMillis();
    cart("ann");
    AbandonmentTrigger trigger =
        shop.triggers().awaitOne("ann's cart", t -> t.getShopperId().equals("ann"), Shop.LIMIT);
    SendCommand command =
        shop.commands().awaitOne("ann's mail", c -> c.getShopperId().equals("ann"), Shop.LIMIT);
    assertThat(trigger.getKind()).isEqualTo(TriggerKind.CART);
    assertThat(trigger.getDueAt()).isEqualTo(trigger.getIdleSince() + 2_000);
    assertThat(trigger.getAt()).isEqualTo(trigger.getDueAt() + 300);
    assertThat(trigger.getIdleSince()).isGreaterThanOrEqualTo(before - 1_000);
    assertThat(command.getAction()).isEqualTo(CommandAction.SEND);
    assertThat(command.getFlow()).isEqualTo("cart-recovery");
    assertThat(command.getStep()).isEqualTo("reminder");
    assertThat(command.getRecipient().getAddress()).isEqualTo("ann@example.org");
    assertThat(command.getAt()).isGreaterThanOrEqualTo(trigger.getAt());
    assertThat(outcomes("ann", 3)).containsExactly(Outcome.ENTERED, Outcome.QUEUED, Outcome.SENT);
    assertThat(shop.deadLetters().all()).isEmpty();
  }

  @Test
  void shouldNotSendWhenAnOrderComesBeforeTheCartIsDue() {
    cart("bob");
    shop.append("bob", 0, ordered("o-1", "shoes"));
    cart("eve");
    shop.commands().awaitOne("eve's mail", c -> c.getShopperId().equals("eve"), Shop.LIMIT);
    assertThat(shop.triggers().all())
        .extracting(AbandonmentTrigger::getShopperId)
        .contains("eve")
        .doesNotContain("bob");
  }

  @Test
  void shouldEndTheFlowAndCallTheMessageBackWhenAnOrderFollows() {
    cart("cyd");
    Output<SendCommand> commands = shop.commands();
    SendCommand sent =
        commands.awaitOne("cyd's mail", c -> c.getShopperId().equals("cyd"), Shop.LIMIT);
    shop.append("cyd", 0, ordered("o-2", "shoes"));
    SendCommand cancel =
        commands.awaitOne("a cancel", c -> c.getAction() == CommandAction.CANCEL, Shop.LIMIT);
    assertThat(cancel.getCancels()).isEqualTo(sent.getCommandId());
    assertThat(cancel.getCommandId()).isNotEqualTo(sent.getCommandId());
    assertThat(outcomes("cyd", 4))
        .containsExactly(Outcome.ENTERED, Outcome.QUEUED, Outcome.SENT, Outcome.EXITED);
  }

  private void cart(String shopper) {
    shop.append(shopper, 0, identifiedWithConsent(shopper));
    shop.append(shopper, 0, added("shoes"));
    shop.producer().flush();
  }

  private List<Outcome> outcomes(String shopper, int count) {
    return shop
        .decisions()
        .await(count, "about " + shopper, d -> d.getShopperId().equals(shopper), Shop.LIMIT)
        .stream()
        .map(Decision::getOutcome)
        .toList();
  }
}
