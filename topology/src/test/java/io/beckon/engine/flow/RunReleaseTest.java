package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.report;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.cartReplaced;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Offer;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.model.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent is right at the moment it is sent; and what a command says. */
class RunReleaseTest {

  private static final String FLOW =
      """
      flow: mail
      title: Mail
      purpose: recovery
      trigger: {on: cart-abandoned, filter: cart.value >= 5000}
      steps:
        - send:
            id: mail
            channel: email
            template: mail
            data:
              pieces: ${cart.itemCount}
              nick: ${shopper.attributes['nick']}
              hello: Hello ${shopper.attributes['nick']}!
              open: true
              text: ${cart.itemCount} for $${you}
            offer: {code: TEN, percent: 10, validFor: 24h}
            deepLink: https://shop.example/cart?pieces=${cart.itemCount}
            sendBy: 30m
      """;

  @Test
  void shouldNotSendWhenConsentWasWithdrawnBeforeTheRelease() {
    FlowScenario scenario =
        queued().at("11:05", says(ConsentState.DENIED, Channel.EMAIL, "ann")).tick("11:06");
    assertThat(scenario.story())
        .endsWith("11:06 SKIPPED mail CONSENT_DENIED", "11:06 COMPLETED FINISHED");
    assertThat(scenario.commands()).isEmpty();
  }

  @Test
  void shouldNotSendWhenTheShopperUnsubscribedBeforeTheRelease() {
    FlowScenario scenario =
        queued()
            .at("11:05", report(FeedbackKind.UNSUBSCRIBED, Channel.EMAIL, null, "ann"))
            .tick("11:06");
    assertThat(scenario.story()).contains("11:06 SKIPPED mail SUPPRESSED");
    assertThat(scenario.commands()).isEmpty();
  }

  @Test
  void shouldNotSendWhenTheCartWasEmptiedBeforeTheRelease() {
    FlowScenario scenario = queued().at("11:05", removed("ann", "shoes")).tick("11:06");
    assertThat(scenario.story()).contains("11:06 SKIPPED mail CART_EMPTY");
    assertThat(scenario.commands()).isEmpty();
  }

  @Test
  void shouldNotSendWhenTheFilterIsNoLongerTrueAtTheRelease() {
    FlowScenario scenario =
        queued().at("11:05", cartReplaced("ann", priced("socks", 1, 4999))).tick("11:06");
    assertThat(scenario.story()).contains("11:06 SKIPPED mail FILTER_NO_LONGER_TRUE");
    assertThat(scenario.decisions().get(2).getRule()).isEqualTo("cart.value >= 5000");
    assertThat(scenario.commands()).isEmpty();
  }

  @Test
  void shouldSayWhatIsTrueAtTheRelease() {
    FlowScenario scenario =
        queued().at("11:05", added("ann", priced("socks", 2, 300))).tick("12:30");
    assertThat(scenario.sent())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.getAt()).isEqualTo(Clock.at("12:30"));
              assertThat(mail.getItems()).hasSize(2);
              assertThat(mail.getValue()).isEqualTo(5600L);
              assertThat(mail.getData()).containsEntry("pieces", 3L);
              assertThat(mail.getDeepLink()).isEqualTo("https://shop.example/cart?pieces=3");
              assertThat(mail.getRecipient().getAddress()).isEqualTo("ann@example.com");
            });
  }

  @Test
  void shouldCountOfferAndSendByFromTheRelease() {
    SendCommand mail = queued().tick("12:30").sent().get(0);
    assertThat(mail.getOffer())
        .extracting(Offer::getCode, Offer::getPercent, Offer::getValidUntil)
        .containsExactly("TEN", 10.0, Clock.at("day 2 12:30"));
    assertThat(mail.getSendBy()).isEqualTo(Clock.at("13:00"));
  }

  @Test
  void shouldLeaveOutWhatIsNotKnown() {
    assertThat(queued().tick("11:06").sent().get(0).getData())
        .containsOnly(
            Map.entry("pieces", 1L), Map.entry("open", true), Map.entry("text", "1 for ${you}"));
  }

  @Test
  void shouldKeepCommandIdsUnderANewVersionOfTheFlow() {
    String changed = FLOW.replace("template: mail", "template: other").replace("TEN", "NINE");
    List<String> before = commandIds(replaying(FLOW));
    assertThat(before).hasSize(2).doesNotHaveDuplicates();
    assertThat(commandIds(live(FLOW))).isEqualTo(before);
    assertThat(commandIds(replaying().activate(changed, 2))).isEqualTo(before);
  }

  @Test
  void shouldGiveEachStepRunAndFlowACommandIdOfItsOwn() {
    String more = "  - send: {id: again, channel: email, template: t}\n";
    String other = FLOW.replace("flow: mail", "flow: other");
    FlowScenario scenario = replaying(FLOW + more, other + more);
    assertThat(commandIds(scenario)).hasSize(8).doesNotHaveDuplicates();
    assertThat(scenario.decisions()).extracting(Decision::getDecisionId).doesNotHaveDuplicates();
    assertThat(scenario.decisions()).extracting(Decision::getRunId).hasSizeGreaterThan(8);
  }

  @Test
  void shouldGiveTheSameDecisionsWhenPlayedAgain() {
    FlowScenario once = replaying(FLOW);
    FlowScenario again = replaying(FLOW);
    assertThat(commandIds(once)).isEqualTo(commandIds(again));
    assertThat(once.decisions()).isEqualTo(again.decisions());
  }

  /** Ann's mail waits for its release. */
  private static FlowScenario queued() {
    FlowScenario scenario = cart(live(FLOW), "ann").pass("11:01");
    assertThat(scenario.story())
        .containsExactly("11:00:30 ENTERED STARTED", "11:00:30 QUEUED mail ALLOWED");
    return scenario;
  }

  private static List<String> commandIds(FlowScenario scenario) {
    cart(scenario, "ann");
    cart(scenario, "bob").pass("11:01").tick("11:02").tick("11:03").tick("11:04");
    return scenario.sent().stream().map(SendCommand::getCommandId).toList();
  }

  private static FlowScenario cart(FlowScenario scenario, String shopper) {
    return scenario
        .at("10:00", known(shopper))
        .at("10:00", added(shopper, priced("shoes", 1, 5000)));
  }
}
