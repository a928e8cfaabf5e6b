package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.People.at;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.replied;
import static io.beckon.engine.People.report;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What left a moment ago is called back when it may not reach the shopper any more. */
class CallBacksTest {

  /** Its run is over as soon as the message has left: nothing ends it. */
  private static final String FLOW =
      """
      flow: texts
      title: Texts
      purpose: recovery
      priority: 61
      trigger: {on: cart-abandoned}
      steps:
        - send: {id: text, channel: sms, template: text, sendBy: 2h}
      """;

  @Test
  void shouldCallBackATextThatIsNotSentYetWhenTheShopperSaysStop() {
    FlowScenario scenario = texted(live(FLOW)).at("11:10", replied("STOP", Channel.SMS, "ann"));

    SendCommand sent = scenario.sent().get(0);
    SendCommand back = only(scenario.calledBack());
    assertThat(back.getCancels()).isEqualTo(sent.getCommandId());
    assertThat(back.getReason()).isEqualTo("SUPPRESSED");
    assertThat(back.getFlow()).isEqualTo("texts");
    assertThat(back.getFlowVersion()).isEqualTo(1);
    assertThat(back.getPriority()).isEqualTo(61);
    assertThat(back.getSendBy()).isEqualTo(sent.getSendBy());
    Decision decision = only(toldOf(scenario));
    assertThat(decision.getReason()).isEqualTo("SUPPRESSED");
    assertThat(decision.getRule()).isEqualTo("STOP");
    assertThat(decision.getCommandId()).isEqualTo(sent.getCommandId());
  }

  @Test
  void shouldCallBackOnceHoweverOftenTheShopperSaysIt() {
    FlowScenario scenario =
        texted(live(FLOW))
            .at("11:10", replied("STOP", Channel.SMS, "ann"))
            .at("11:11", replied("STOP", Channel.SMS, "ann"))
            .at("11:12", says(ConsentState.DENIED, Channel.SMS, "ann"));

    assertThat(scenario.calledBack()).hasSize(1);
  }

  @Test
  void shouldCallBackWhatAConsentThatIsTakenBackForbids() {
    FlowScenario scenario =
        texted(live(FLOW)).at("11:10", says(ConsentState.DENIED, Channel.SMS, "ann"));

    assertThat(only(scenario.calledBack()).getReason()).isEqualTo("CONSENT_DENIED");
    assertThat(only(toldOf(scenario)).getRule()).isEqualTo("RECOVERY");
  }

  @Test
  void shouldCallBackForAllShoppersOfANumberWhenOneSaysStop() {
    FlowScenario scenario =
        live(FLOW)
            .under("law: []\n")
            .at("08:00", at(null, "+14155550123", "bob"))
            .at("09:00", at(null, "+14155550123", "ann"))
            .at("10:00", added("ann", "shoes"))
            .pass("11:01")
            .tick("11:02")
            .tick("11:02:30")
            .tick("11:03");
    assertThat(scenario.sent()).hasSize(1);

    scenario.at("11:10", replied("STOP", Channel.SMS, "bob"));

    assertThat(only(scenario.calledBack()).getShopperId()).isEqualTo("ann");
  }

  @Test
  void shouldLeaveAloneWhatIsSentOrTooLateOrOfAnotherChannel() {
    FlowScenario reported = texted(live(FLOW));
    String commandId = reported.sent().get(0).getCommandId();
    reported
        .at("11:09", report(FeedbackKind.DELIVERED, Channel.SMS, commandId, "ann"))
        .at("11:10", replied("STOP", Channel.SMS, "ann"));
    assertThat(reported.calledBack()).isEmpty();

    FlowScenario late = texted(live(FLOW)).at("13:30", replied("STOP", Channel.SMS, "ann"));
    assertThat(late.calledBack()).isEmpty();

    FlowScenario other =
        texted(live(FLOW)).at("11:10", replied("unsubscribe", Channel.EMAIL, "ann"));
    assertThat(other.calledBack()).isEmpty();
  }

  @Test
  void shouldLeaveAloneWhatIsOwedWhenTheShopperUnsubscribes() {
    FlowScenario scenario =
        texted(live(FLOW.replace("purpose: recovery", "purpose: transactional")))
            .at("11:10", report(FeedbackKind.UNSUBSCRIBED, Channel.SMS, null, "ann"));

    assertThat(scenario.calledBack()).isEmpty();
  }

  @Test
  void shouldNotSuppressThePresentAddressWhenAnOlderOneBounces() {
    FlowScenario scenario = texted(live(FLOW));
    String commandId = scenario.sent().get(0).getCommandId();
    scenario.at("11:20", at(null, "+1 415 555 0199", "ann")).at("11:30", bounce(commandId));

    assertThat(scenario.shopper("ann").profile().suppressions()).isEmpty();
    assertThat(scenario.shopper("ann").sends().messages().get(0).settled()).isTrue();
  }

  @Test
  void shouldSuppressAnAddressThatBouncesHoweverItIsWrittenByNow() {
    FlowScenario scenario = texted(live(FLOW));
    String commandId = scenario.sent().get(0).getCommandId();
    scenario.at("11:20", at(null, "+49 151 1234-5678", "ann")).at("11:30", bounce(commandId));

    assertThat(scenario.shopper("ann").profile().suppressions())
        .extracting("reason")
        .containsExactly("HARD_BOUNCE");
  }

  private static ShopperEvent bounce(String commandId) {
    ShopperEvent event = report(FeedbackKind.BOUNCED, Channel.SMS, commandId, "ann");
    MessageFeedback report = (MessageFeedback) event.getPayload();
    return ShopperEvent.newBuilder(event)
        .setPayload(MessageFeedback.newBuilder(report).setHardBounce(true).build())
        .build();
  }

  private static List<Decision> toldOf(FlowScenario scenario) {
    return scenario.decisions().stream()
        .filter(d -> d.getOutcome() == Outcome.CALLED_BACK)
        .toList();
  }

  private static <T> T only(List<T> all) {
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static FlowScenario texted(FlowScenario scenario) {
    scenario
        .at("09:00", known("ann"))
        .at("10:00", added("ann", "shoes"))
        .pass("11:01")
        .tick("11:02")
        .tick("11:03")
        .tick("11:04");
    assertThat(scenario.sent()).hasSize(1);
    return scenario;
  }
}
