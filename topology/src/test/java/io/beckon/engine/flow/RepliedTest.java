package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.answered;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.replied;
import static io.beckon.engine.People.report;
import static io.beckon.model.Events.added;
import static io.beckon.model.Touches.historical;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Task;
import io.beckon.engine.FlowScenario;
import org.junit.jupiter.api.Test;

/** What a reply does to flows: it ends those that are running, and hands over to people. */
class RepliedTest {

  private static final String REPLIES =
      """
      replies:
        exempt: [transactional]
        topics:
          - {topic: auto-reply, end: false, words: [out of office]}
          - {topic: agent, words: [agent]}
      """;

  private static final String CART =
      """
      flow: cart
      title: Cart
      purpose: recovery
      trigger: {on: cart-abandoned}
      steps:
        - send: {id: first, channel: sms, template: first}
        - wait: {for: 5h}
        - send: {id: second, channel: sms, template: second}
      """;

  private static final String HAND_OVER =
      """
      flow: hand-over
      title: Hand over
      purpose: transactional
      trigger:
        on: event
        event: Message Replied
        filter: has(event.properties.topic) && event.properties.topic == "agent"
      steps:
        - task: {id: talk, kind: support, owner: agents, title: "Talk, by ${event.properties.channel}"}
        - wait: {for: 1d}
      """;

  @Test
  void shouldEndRunningFlowsAndHandOverWhenTheShopperAsksForAnAgent() {
    FlowScenario scenario =
        left(replaying(CART, HAND_OVER).under(REPLIES))
            .at("12:00", replied("An AGENT, please", Channel.SMS, "ann"))
            .pass("day 3 10:00");

    assertThat(scenario.story())
        .contains("12:00 EXITED REPLIED", "12:00 CONTINUED talk TASK_CREATED");
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getReason().equals(FlowReasons.REPLIED))
        .extracting("rule")
        .containsExactly("replies:agent");
    assertThat(scenario.sent()).extracting("template").containsExactly("first");
    Task task = scenario.tasks().get(0);
    assertThat(scenario.tasks()).hasSize(1);
    assertThat(task.getOwner()).isEqualTo("agents");
    assertThat(task.getMessage()).isEqualTo("An AGENT, please");
    assertThat(task.getTitle()).isEqualTo("Talk, by SMS");
  }

  @Test
  void shouldKnowTheChannelFromTheMessageThatIsAnswered() {
    FlowScenario scenario = left(replaying(CART, HAND_OVER).under(REPLIES));
    String commandId = scenario.sent().get(0).getCommandId();
    scenario.at("12:00", report(FeedbackKind.REPLIED, null, commandId, null, "agent", "ann"));

    assertThat(scenario.tasks()).extracting(Task::getTitle).containsExactly("Talk, by SMS");
  }

  @Test
  void shouldTakeTheWordOfTheSenderOnTheTopic() {
    FlowScenario scenario =
        left(replaying(CART).under(REPLIES))
            .at(
                "12:00",
                report(FeedbackKind.REPLIED, Channel.SMS, null, null, "auto-reply", "ann"));

    assertThat(scenario.story()).doesNotContain("12:00 EXITED REPLIED");
    assertThat(scenario.pass("day 2 10:00").sent()).hasSize(2);
  }

  @Test
  void shouldGoOnWhenAMachineAnswered() {
    FlowScenario scenario =
        left(replaying(CART).under(REPLIES))
            .at("12:00", replied("I am out of office", Channel.SMS, "ann"))
            .pass("day 2 10:00");

    assertThat(scenario.sent()).hasSize(2);
  }

  @Test
  void shouldGoOnWhenTheFlowOrThePolicySaysSo() {
    for (FlowScenario scenario :
        new FlowScenario[] {
          replaying(CART + "exit: {onReply: false}\n").under(REPLIES),
          replaying(CART.replace("purpose: recovery", "purpose: transactional")).under(REPLIES),
          replaying(CART).under("replies: {end: false}"),
          replaying(CART)
        }) {
      left(scenario).at("12:00", replied("thanks!", Channel.SMS, "ann")).pass("day 2 10:00");
      assertThat(scenario.sent()).hasSize(2);
    }
  }

  @Test
  void shouldHearWhatItWaitsForInsteadOfEnding() {
    String asking =
        """
        flow: asking
        title: Asking
        purpose: marketing
        trigger: {on: cart-abandoned}
        steps:
          - send: {id: ask, channel: sms, template: ask}
          - wait:
              id: answer
              event: Message Replied
              for: 1d
              then: [{set: {attributes: {about: "${size(run.topics) > 0 ? run.topics[0] : ''}"}}}]
          - wait: {for: 1d}
          - send: {id: later, channel: sms, template: later}
        """;
    FlowScenario scenario = left(replaying(asking).under(REPLIES));
    scenario.at("12:00", replied("thanks", Channel.SMS, "ann"));

    assertThat(scenario.story()).contains("12:00 CONTINUED answer EVENT_CAME");
    scenario.at("13:00", replied("one more thing", Channel.SMS, "ann"));
    assertThat(scenario.story()).last().isEqualTo("13:00 EXITED REPLIED");
  }

  @Test
  void shouldKnowATopicThatThePolicyToldInTheRun() {
    String branching =
        CART.replace(
                "  - wait: {for: 5h}\n",
                """
              - wait: {for: 5h}
              - branch: {id: asked, when: "'agent' in run.topics", then: [{end: }]}
            """)
            + "exit: {onReply: false}\n";
    FlowScenario scenario = left(replaying(branching).under(REPLIES));
    String commandId = scenario.sent().get(0).getCommandId();
    scenario.at("12:00", answered("agent!", commandId, "ann")).pass("day 2 10:00");

    assertThat(scenario.sent()).hasSize(1);
  }

  @Test
  void shouldCallBackWhatHasLeftAndIsNotSentYet() {
    FlowScenario scenario = left(live(CART).under(REPLIES)).tick("11:05");
    assertThat(scenario.sent()).hasSize(1);

    scenario.at("11:10", replied("wait", Channel.SMS, "ann"));

    assertThat(scenario.calledBack()).extracting("reason").containsExactly("REPLIED");
  }

  @Test
  void shouldNotEndFlowsByRepliesOfThePast() {
    FlowScenario scenario =
        left(replaying(CART).under(REPLIES))
            .at("12:00", historical(replied("agent", Channel.SMS, "ann")))
            .pass("day 2 10:00");

    assertThat(scenario.sent()).hasSize(2);
  }

  private static FlowScenario left(FlowScenario scenario) {
    return scenario.at("09:00", known("ann")).at("10:00", added("ann", "shoes")).pass("11:01");
  }
}
