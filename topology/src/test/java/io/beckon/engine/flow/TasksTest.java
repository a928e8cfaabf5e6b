package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.ordered;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.priced;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Item;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.contract.TaskPriority;
import io.beckon.engine.FlowScenario;
import io.beckon.model.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people are given to do, and what it tells them. */
class TasksTest {

  private static final String INQUIRY =
      """
      flow: inquiry
      title: Product inquiry
      purpose: transactional
      trigger: {on: event, event: Inquiry Submitted}
      steps:
        - task:
            id: answer
            kind: sales
            owner: wholesale desk
            priority: high
            title: Quote for ${event.properties.pieces} pieces
            reason: asked on the product page
            dueIn: 4h
            data: {pieces: "${event.properties.pieces}", tier: "${shopper.attributes.tier}"}
        - send: {id: thanks, channel: email, template: thanks}
      """;

  @Test
  void shouldTellWhatTheShopperWroteAndWhatTheyBought() {
    FlowScenario scenario =
        replaying(INQUIRY)
            .at("08:00", known("ann"))
            .at("09:00", ordered("o-1", 4_990, "ann"))
            .at("day 2 09:00", ordered("o-2", 10, "ann"))
            .at("day 2 09:30", added("ann", priced("tea", 3, 450)))
            .at("day 2 10:00", inquiry("Do you have 500 of them?", 500L));

    Task task = only(scenario);
    assertThat(task.getShopperId()).isEqualTo("ann");
    assertThat(task.getKind()).isEqualTo("sales");
    assertThat(task.getOwner()).isEqualTo("wholesale desk");
    assertThat(task.getPriority()).isEqualTo(TaskPriority.HIGH);
    assertThat(task.getTitle()).isEqualTo("Quote for 500 pieces");
    assertThat(task.getReason()).isEqualTo("asked on the product page");
    assertThat(task.getMessage()).isEqualTo("Do you have 500 of them?");
    assertThat(Clock.print(task.getAt())).isEqualTo("day 2 10:00");
    assertThat(task.getDueBy()).isEqualTo(Clock.at("day 2 14:00"));
    assertThat(task.getData()).isEqualTo(Map.of("pieces", 500L));
    assertThat(task.getOrders().getCount()).isEqualTo(2);
    assertThat(task.getOrders().getSpent()).isEqualTo(5_000);
    assertThat(task.getOrders().getCurrency()).isEqualTo("USD");
    assertThat(task.getOrders().getFirstAt()).isEqualTo(Clock.at("09:00"));
    assertThat(task.getOrders().getLastAt()).isEqualTo(Clock.at("day 2 09:00"));
    assertThat(task.getItems()).extracting(Item::getProductId).containsExactly("tea");
    assertThat(task.getValue()).isEqualTo(1_350);
    assertThat(task.toString())
        .as("contact data")
        .doesNotContain("ann@example.com")
        .doesNotContain("+49");
  }

  @Test
  void shouldSayInTheDecisionWhatWasGivenToWhomAndNeverTheWords() {
    FlowScenario scenario = replaying(INQUIRY).at("10:00", inquiry("my number is 555", 5L));

    Decision decision =
        scenario.decisions().stream()
            .filter(d -> d.getReason().equals(FlowReasons.TASK_CREATED))
            .findFirst()
            .orElseThrow();
    assertThat(decision.getOutcome()).isEqualTo(Outcome.CONTINUED);
    assertThat(decision.getStep()).isEqualTo("answer");
    assertThat(decision.getInputs())
        .isEqualTo(
            Map.of(
                "taskId",
                only(scenario).getTaskId(),
                "kind",
                "sales",
                "priority",
                "HIGH",
                "owner",
                "wholesale desk",
                "notSet",
                "data.tier"));
    assertThat(scenario.decisions().toString()).doesNotContain("my number");
  }

  @Test
  void shouldBeGivenWhenTheTitleCannotBeTold() {
    FlowScenario scenario =
        replaying(INQUIRY).at("10:00", custom("Inquiry Submitted", Map.of(), "ann"));

    assertThat(only(scenario).getTitle()).isEqualTo("Product inquiry");
    assertThat(only(scenario).getMessage()).isNull();
    assertThat(only(scenario).getOrders().getFirstAt()).isNull();
  }

  @Test
  void shouldHaveTheSameIdInEveryReplayAndUnderEveryVersion() {
    ShopperEvent event = inquiry("hello", 1L);
    Task first = only(replaying(INQUIRY).at("10:00", event));
    Task edited =
        only(
            replaying(INQUIRY.replace("4h", "8h").replace("wholesale desk", "shop"))
                .at("10:00", event));
    Task other = only(replaying(INQUIRY).at("10:00", inquiry("hello", 1L)));

    assertThat(edited.getTaskId()).isEqualTo(first.getTaskId());
    assertThat(other.getTaskId()).isNotEqualTo(first.getTaskId());
  }

  @Test
  void shouldNotBeGivenTwiceWhenTheEventIsRedelivered() {
    ShopperEvent event = inquiry("hello", 1L);
    FlowScenario scenario = live(INQUIRY).at("10:00", event).at("10:05", event).tick("11:00");

    assertThat(scenario.tasks()).hasSize(1);
  }

  @Test
  void shouldGoToAnOwnerOfThePolicyAndSayHowTheyWereFound() {
    FlowScenario scenario =
        replaying(INQUIRY)
            .under(
                """
                owners:
                  fallback: sales team
                  people:
                    - {owner: ada, queues: [wholesale desk], perDay: 5, fallback: ben, away: [{from: 2026-01-06, to: 2026-01-06}]}
                    - {owner: ben, queues: [returns], perDay: 5}
                """)
            .at("10:00", inquiry("hello", 1L))
            .at("day 2 10:00", inquiry("hello", 1L))
            .at("day 3 09:00", says("owner", "ben", "ann"))
            .at("day 3 10:00", inquiry("hello", 1L))
            .at("day 4 09:00", says("owner", "zoe", "ann"))
            .at("day 4 10:00", inquiry("hello", 1L));

    assertThat(scenario.tasks())
        .extracting(Task::getOwner)
        .containsExactly("ada", "ben", "ada", "sales team");
    assertThat(scenario.tasks()).extracting(Task::getQueue).containsOnly("wholesale desk");
    assertThat(
            scenario.decisions().stream()
                .filter(d -> d.getReason().equals(FlowReasons.TASK_CREATED))
                .map(d -> d.getInputs().get("ownerBy") + " " + d.getInputs().get("away")))
        .containsExactly("DEALT null", "DEALT ada", "DEALT null", "FALLBACK null");
  }

  @Test
  void shouldCutWhatIsTooLongAndNoCharacterInTwo() {
    String face = "\uD83D\uDE42";
    String written = "x".repeat(Tasks.MAX_TEXT - 1) + face;
    FlowScenario scenario = replaying(INQUIRY).at("10:00", inquiry(written, 1L));

    assertThat(only(scenario).getMessage()).isEqualTo("x".repeat(Tasks.MAX_TEXT - 1));
    assertThat(Tasks.cut("a" + face, 3)).isEqualTo("a" + face);
    assertThat(Tasks.cut("a" + face, 2)).isEqualTo("a");
  }

  @Test
  void shouldHandOverAReplyWithItsWords() {
    String handOff =
        """
        flow: reply
        title: Reply
        purpose: transactional
        trigger:
          on: event
          event: Message Replied
          filter: event.properties.text.lowerAscii().contains("refund")
        steps:
          - task: {id: help, kind: support, title: Answer a reply, priority: urgent}
        """;
    FlowScenario scenario =
        replaying(handOff)
            .at("10:00", replied("thanks a lot"))
            .at("11:00", replied("I want a REFUND"));

    assertThat(only(scenario).getMessage()).isEqualTo("I want a REFUND");
    assertThat(only(scenario).getPriority()).isEqualTo(TaskPriority.URGENT);
  }

  private static Task only(FlowScenario scenario) {
    assertThat(scenario.tasks()).hasSize(1);
    return scenario.tasks().get(0);
  }

  private static ShopperEvent inquiry(String question, long pieces) {
    return custom(
        "Inquiry Submitted",
        Map.of("question", (Object) question, "pieces", (Object) pieces),
        "ann");
  }

  private static ShopperEvent replied(String text) {
    return ShopperEvent.newBuilder()
        .setEventId(java.util.UUID.randomUUID().toString())
        .setOccurredAt(0)
        .setShopperId("ann")
        .setSource("test")
        .setPayload(
            MessageFeedback.newBuilder()
                .setKind(FeedbackKind.REPLIED)
                .setChannel(Channel.SMS)
                .setText(text)
                .build())
        .build();
  }
}
