package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.report;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.cancelled;
import static io.beckon.model.Events.checkoutStarted;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.removed;
import static io.beckon.model.Touches.historical;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.model.Clock;
import org.junit.jupiter.api.Test;

/** What ends a run, and what becomes of its messages. */
class RunExitTest {

  private static final String ONE_MAIL =
      """
      flow: one-mail
      title: One mail
      purpose: recovery
      trigger: {on: cart-abandoned}
      exit: {on: [Order Completed]}
      steps:
        - send: {id: only, channel: email, template: t}
      """;

  private static final String FLOW =
      """
      flow: two-mails
      title: Two mails
      purpose: recovery
      trigger: {on: cart-abandoned}
      exit:
        on: [Order Completed, Checkout Started]
        when: "!cart.open"
      steps:
        - send: {id: first, channel: email, template: first}
        - wait: {for: 5h}
        - send: {id: second, channel: email, template: second}
      """;

  private static final String ORDER =
      """
      flow: order
      title: Order
      purpose: recovery
      trigger: {on: event, event: Order Completed}
      entry: {key: order}
      exit:
        on:
          - event: Order Cancelled
            where: happened.properties.order_id == event.properties.order_id
      steps:
        - wait: {for: 5h}
        - send: {id: thanks, channel: email, template: thanks}
      """;

  @Test
  void shouldEndARunAtOnceWhenTheShopperOrders() {
    FlowScenario scenario = ann(replaying(FLOW)).at("13:00", ordered("ann", "o1"));
    assertThat(scenario.story()).last().isEqualTo("13:00 EXITED ORDER_COMPLETED");
    assertThat(scenario.decisions()).last().extracting("rule").isEqualTo("Order Completed");
    assertThat(scenario.pass("day 3 00:00").sent()).hasSize(1);
    assertThat(scenario.shopper("ann").journeys().runs()).isEmpty();
  }

  @Test
  void shouldEndARunAtOnceOnAnotherEvent() {
    FlowScenario scenario = ann(replaying(FLOW)).at("13:00", checkoutStarted("ann"));
    assertThat(scenario.story()).last().isEqualTo("13:00 EXITED EXIT_EVENT");
    assertThat(scenario.decisions()).last().extracting("rule").isEqualTo("Checkout Started");
  }

  @Test
  void shouldEndARunAtOnceWhenItsConditionBecomesTrue() {
    FlowScenario scenario = ann(replaying(FLOW)).at("13:00", removed("ann", "shoes"));
    assertThat(scenario.story()).last().isEqualTo("13:00 EXITED EXIT_CONDITION");
    assertThat(scenario.decisions()).last().extracting("rule").isEqualTo("!cart.open");
  }

  @Test
  void shouldEndOnlyTheRunThatAnEventIsAbout() {
    FlowScenario scenario =
        replaying(ORDER)
            .at("10:00", ordered("ann", "o1"))
            .at("10:30", ordered("ann", "o2"))
            .at("11:00", cancelled("ann", "o1"));

    assertThat(scenario.story())
        .containsExactly(
            "10:00 ENTERED STARTED", "10:30 ENTERED STARTED", "11:00 EXITED EXIT_EVENT");
    assertThat(scenario.shopper("ann").journeys().runs())
        .singleElement()
        .satisfies(run -> assertThat(run.origin().event()).containsEntry("order_id", "o2"));
  }

  @Test
  void shouldSayWhyAConditionOnAnExitDidNotHold() {
    FlowScenario scenario =
        replaying(ORDER.replace("happened.properties.order_id", "happened.properties.nothing"))
            .at("10:00", ordered("ann", "o1"))
            .at("11:00", cancelled("ann", "o1"));

    assertThat(scenario.story())
        .containsExactly("10:00 ENTERED STARTED", "11:00 SKIPPED CONDITION_FAILED");
    assertThat(scenario.decisions()).last().extracting("rule").isEqualTo("exit.on.where");
  }

  @Test
  void shouldGiveEachDecisionAnIdOfItsOwnWhenAConditionOnAnExitFailsAgain() {
    FlowScenario scenario =
        replaying(ORDER.replace("happened.properties.order_id", "happened.properties.nothing"))
            .at("10:00", ordered("ann", "o1"))
            .at("11:00", cancelled("ann", "o1"))
            .at("12:00", cancelled("ann", "o1"));

    assertThat(scenario.decisions())
        .hasSize(3)
        .extracting(Decision::getDecisionId)
        .doesNotHaveDuplicates();
  }

  /** At each message, and not at each event of the shopper: there are many of those. */
  @Test
  void shouldTellAtEachMessageThatTheExitConditionCannotBeEvaluated() {
    String flow = FLOW.replace("\"!cart.open\"", "shopper.attributes.nothing == 1");
    FlowScenario scenario = ann(replaying(flow)).at("13:00", pageViewed("ann")).pass("day 2 00:00");

    assertThat(scenario.story())
        .containsExactly(
            "11:00:30 ENTERED STARTED",
            "11:00:30 SKIPPED CONDITION_FAILED",
            "11:00:30 QUEUED first ALLOWED",
            "11:00:30 SKIPPED CONDITION_FAILED",
            "11:00:30 SENT first ALLOWED",
            "16:00:30 SKIPPED CONDITION_FAILED",
            "16:00:30 QUEUED second ALLOWED",
            "16:00:30 SKIPPED CONDITION_FAILED",
            "16:00:30 SENT second ALLOWED",
            "17:01 COMPLETED FINISHED");
    assertThat(scenario.decisions())
        .filteredOn(decision -> decision.getReason().equals(FlowReasons.CONDITION_FAILED))
        .allSatisfy(
            decision -> {
              assertThat(decision.getRule()).isEqualTo("exit.when");
              assertThat(decision.getInputs()).containsEntry("error", "a name or key is missing");
            })
        .extracting(Decision::getDecisionId)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldGoOnWhenSomethingElseHappens() {
    FlowScenario scenario = ann(replaying(FLOW)).at("13:00", pageViewed("ann")).pass("day 2 00:00");
    assertThat(scenario.sent()).extracting(SendCommand::getStep).contains("second");
  }

  @Test
  void shouldCancelASendThatWaitsForItsRelease() {
    FlowScenario scenario =
        ann(live(FLOW)).pass("11:01").at("11:05", ordered("ann", "o1")).tick("11:06");
    assertThat(scenario.story())
        .endsWith(
            "11:00:30 QUEUED first ALLOWED",
            "11:05 CANCELLED first ORDER_COMPLETED",
            "11:05 EXITED ORDER_COMPLETED");
    assertThat(scenario.commands()).isEmpty();
    assertThat(scenario.shopper("ann").queue()).isEqualTo(SendQueue.EMPTY);
  }

  @Test
  void shouldCancelASendThatWasDeferred() {
    FlowScenario scenario =
        ann(replaying(FLOW).under(quiet("10:30", "15:00")))
            .at("14:00", ordered("ann", "o1"))
            .pass("day 2 00:00");
    assertThat(scenario.story())
        .endsWith(
            "11:00:30 DEFERRED first QUIET_HOURS until 15:00",
            "14:00 CANCELLED first ORDER_COMPLETED",
            "14:00 EXITED ORDER_COMPLETED");
    assertThat(scenario.commands()).isEmpty();
  }

  @Test
  void shouldCallAMessageBackWhileItMayNotHaveLeftTheSender() {
    FlowScenario scenario = ann(replaying(FLOW)).at("12:00:29.999", ordered("ann", "o1"));
    SendCommand sent = scenario.sent().get(0);
    assertThat(sent.getSendBy()).isEqualTo(Clock.at("12:00:30"));
    assertThat(scenario.calledBack())
        .singleElement()
        .satisfies(
            cancel -> {
              assertThat(cancel.getCancels()).isEqualTo(sent.getCommandId());
              assertThat(cancel.getCommandId()).isNotEqualTo(sent.getCommandId());
              assertThat(cancel.getStep()).isEqualTo("first");
              assertThat(cancel.getReason()).isEqualTo(FlowReasons.ORDER_COMPLETED);
              assertThat(cancel.getAt()).isEqualTo(Clock.at("12:00:29.999"));
              assertThat(cancel.getRecipient().getAddress()).isNull();
            });
  }

  @Test
  void shouldCallTheLastMessageOfAFlowBackToo() {
    FlowScenario scenario =
        ann(replaying(ONE_MAIL)).pass("11:01").at("11:20", ordered("ann", "o1"));
    assertThat(scenario.sent()).hasSize(1);
    assertThat(scenario.calledBack())
        .singleElement()
        .satisfies(
            cancel ->
                assertThat(cancel.getCancels()).isEqualTo(scenario.sent().get(0).getCommandId()));
    assertThat(scenario.story()).last().isEqualTo("11:20 EXITED ORDER_COMPLETED");
  }

  @Test
  void shouldBeOverWhenTheLastMessageMayNotBeCalledBackAnyMore() {
    FlowScenario scenario = ann(replaying(ONE_MAIL)).pass("14:00");
    assertThat(scenario.story()).last().isEqualTo("12:01 COMPLETED FINISHED");
    assertThat(scenario.shopper("ann").journeys().runs()).isEmpty();
  }

  @Test
  void shouldBeOverAtAnEndInABranchToo() {
    String branch =
        ONE_MAIL.substring(0, ONE_MAIL.indexOf("steps:"))
            + """
            steps:
              - branch:
                  id: always
                  when: cart.open
                  then:
                    - send: {id: only, channel: email, template: t}
                    - end:
              - send: {id: never, channel: email, template: never}
            """;
    FlowScenario scenario = ann(replaying(branch)).pass("14:00");
    assertThat(scenario.story()).last().isEqualTo("12:01 COMPLETED FINISHED");
    assertThat(scenario.sent()).extracting(SendCommand::getStep).containsExactly("only");
  }

  @Test
  void shouldNotCallAMessageBackThatTheSenderMayNotSendAnyMore() {
    assertThat(ann(replaying(FLOW)).at("12:00:30", ordered("ann", "o1")).calledBack()).isEmpty();
  }

  @Test
  void shouldNotCallAMessageBackThatTheSenderReportedOn() {
    FlowScenario scenario = ann(replaying(FLOW)).pass("11:01");
    String sent = scenario.sent().get(0).getCommandId();
    scenario
        .at("11:02", report(FeedbackKind.DELIVERED, Channel.EMAIL, sent, "ann"))
        .at("11:05", ordered("ann", "o1"));
    assertThat(scenario.story()).last().isEqualTo("11:05 EXITED ORDER_COMPLETED");
    assertThat(scenario.calledBack()).isEmpty();
  }

  @Test
  void shouldCallAMessageBackWhenTheReportWasOnAnother() {
    FlowScenario scenario =
        ann(replaying(FLOW))
            .at("11:02", report(FeedbackKind.DELIVERED, Channel.EMAIL, "another", "ann"))
            .at("11:05", ordered("ann", "o1"));
    assertThat(scenario.calledBack()).hasSize(1);
  }

  @Test
  void shouldEndARunInsteadOfSendingWhenAnImportMadeItsConditionTrue() {
    FlowScenario scenario =
        ann(replaying(EXITS_ON_ORDERS)).at("12:00", historical(ordered("ann", "o1"))).pass("20:00");
    assertThat(scenario.story())
        .as("what is imported ends nothing by itself")
        .last()
        .isEqualTo("16:00:30 EXITED EXIT_CONDITION");
    assertThat(scenario.sent()).hasSize(1);
  }

  @Test
  void shouldEndARunAtTheReleaseWhenAnImportMadeItsConditionTrue() {
    FlowScenario scenario =
        ann(live(EXITS_ON_ORDERS))
            .pass("11:01")
            .at("11:05", historical(ordered("ann", "o1")))
            .tick("11:06");
    assertThat(scenario.story())
        .endsWith(
            "11:00:30 QUEUED first ALLOWED",
            "11:06 CANCELLED first EXIT_CONDITION",
            "11:06 EXITED EXIT_CONDITION");
    assertThat(scenario.commands()).isEmpty();
  }

  @Test
  void shouldEndARunAfterADeferralWhenAnImportMadeItsConditionTrue() {
    FlowScenario scenario =
        ann(replaying(EXITS_ON_ORDERS).under(quiet("10:30", "15:00")))
            .at("12:00", historical(ordered("ann", "o1")))
            .pass("20:00");
    assertThat(scenario.story())
        .endsWith("15:00:30 CANCELLED first EXIT_CONDITION", "15:00:30 EXITED EXIT_CONDITION");
    assertThat(scenario.commands()).isEmpty();
  }

  /** Imports leave the cart of a browse alone, so that only the condition can stop it. */
  private static final String EXITS_ON_ORDERS =
      """
      flow: first-order
      title: First order
      purpose: recovery
      trigger: {on: event, event: Product Added}
      exit: {when: shopper.orderCount > 0}
      steps:
        - wait: {for: 1h}
        - send: {id: first, channel: email, template: first}
        - wait: {for: 5h}
        - send: {id: second, channel: email, template: second}
      """;

  private static String quiet(String from, String to) {
    return "quietHours: [{name: quiet, from: \"%s\", to: \"%s\", then: defer}]\n"
        .formatted(from, to);
  }

  private static FlowScenario ann(FlowScenario scenario) {
    return scenario.at("10:00", known("ann")).at("10:00", added("ann", "shoes"));
  }
}
