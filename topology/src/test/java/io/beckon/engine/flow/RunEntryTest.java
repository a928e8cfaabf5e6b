package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.shipped;
import static io.beckon.model.Touches.historical;
import static io.beckon.model.Touches.inCart;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.shopper.Journeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may enter a flow, and how often. */
class RunEntryTest {

  private static final String ONE_MAIL =
      """
      flow: one-mail
      title: One mail
      purpose: recovery
      trigger: {on: cart-abandoned}
      entry: {again: always}
      steps:
        - send: {id: mail, channel: email, template: t}
      """;

  @Test
  void shouldLetShoppersEnterAgainWhenTheirRunIsOver() {
    assertThat(twice(ONE_MAIL, "11:30").story())
        .containsExactly(
            "11:00:30 ENTERED STARTED",
            "11:00:30 QUEUED mail ALLOWED",
            "11:00:30 SENT mail ALLOWED",
            "11:00:30 COMPLETED FINISHED",
            "12:30:30 ENTERED STARTED",
            "12:30:30 QUEUED mail ALLOWED",
            "12:30:30 SENT mail ALLOWED",
            "12:30:30 COMPLETED FINISHED");
  }

  @Test
  void shouldKnowWhatTheShopperAgreedTo() {
    String agreed =
        """
        flow: agreed
        title: Agreed
        purpose: marketing
        trigger:
          on: event
          event: Consent Changed
          filter: >-
            event.properties.state == "granted" && event.properties.channel == "sms"
            && "sms/marketing" in shopper.agreed && !("email/marketing" in shopper.agreed)
        steps:
          - send: {id: hello, channel: push, template: t}
        """;
    assertThat(
            replaying(agreed)
                .at("10:00", says(ConsentState.PENDING, Channel.SMS, "ann"))
                .at("11:00", says(ConsentState.GRANTED, Channel.SMS, "ann"))
                .at("12:00", says(ConsentState.GRANTED, Channel.EMAIL, "ann"))
                .at("13:00", says(ConsentState.GRANTED, Channel.SMS, "ann"))
                .story())
        .filteredOn(line -> line.contains("ENTERED"))
        .containsExactly("11:00 ENTERED STARTED");
  }

  @Test
  void shouldRefuseASecondRunWhileTheFirstGoesOn() {
    String flow = ONE_MAIL + "  - wait: {for: 5h}\n";
    assertThat(twice(flow, "11:30").story())
        .endsWith("12:30:30 REFUSED ALREADY_RUNNING", "16:00:30 COMPLETED FINISHED");
  }

  @Test
  void shouldRefuseASecondEntryWhenThereMayBeOne() {
    FlowScenario scenario = twice(ONE_MAIL.replace("always", "never"), "day 20 11:30");
    assertThat(scenario.story()).last().isEqualTo("day 20 12:30:30 REFUSED ALREADY_ENTERED");
    assertThat(scenario.decisions()).last().extracting(Decision::getRule).isEqualTo("entry.again");
  }

  @Test
  void shouldRefuseAnEntryUntilTheTimeIsOver() {
    String flow = ONE_MAIL.replace("always", "1d");
    assertThat(twice(flow, "day 2 09:59:59.999").story())
        .last()
        .isEqualTo("day 2 11:00:29.999 REFUSED ENTERED_RECENTLY");
    assertThat(twice(flow, "day 2 10:00").story())
        .last()
        .isEqualTo("day 2 11:00:30 COMPLETED FINISHED");
  }

  @Test
  void shouldAllowOneEntryForEachCart() {
    String flow = ONE_MAIL.replace("{again: always}", "{key: cart}") + "  - wait: {for: 9h}\n";
    FlowScenario scenario =
        replaying(flow)
            .at("10:00", known("ann"))
            .at("10:00", inCart("c1", added("ann", "shoes")))
            .at("11:30", inCart("c1", added("ann", "socks")))
            .at("13:00", inCart("c1", ordered("ann", "o1")))
            .at("14:00", inCart("c2", added("ann", "hat")))
            .pass("16:00");
    assertThat(scenario.story())
        .contains("11:00:30 ENTERED STARTED", "12:30:30 REFUSED ALREADY_ENTERED")
        .as("though the run of the first cart goes on")
        .contains("15:00:30 ENTERED STARTED");
    assertThat(scenario.sent()).extracting(SendCommand::getCommandId).doesNotHaveDuplicates();
  }

  @Test
  void shouldAllowOneEntryForEachOrder() {
    String flow =
        """
        flow: shipped
        title: Shipped
        purpose: transactional
        trigger: {on: event, event: Order Shipped}
        entry: {key: order}
        steps:
          - send: {id: mail, channel: email, template: t}
        """;
    assertThat(
            replaying(flow)
                .at("10:00", known("ann"))
                .at("11:00", shipped("ann", "o1"))
                .at("12:00", shipped("ann", "o1"))
                .at("13:00", shipped("ann", "o2"))
                .story())
        .filteredOn(line -> !line.contains("QUEUED") && !line.contains("COMPLETED"))
        .containsExactly(
            "11:00 ENTERED STARTED",
            "11:00 SENT mail ALLOWED",
            "12:00 REFUSED ALREADY_ENTERED",
            "13:00 ENTERED STARTED",
            "13:00 SENT mail ALLOWED");
  }

  @Test
  void shouldStartARunForEachEventUpToSoMany() {
    FlowScenario scenario = replaying(forEachQuiz("3d"));
    for (int i = 0; i <= Journeys.MAX_RUNS; i++) {
      scenario.at("10:00", custom("Quiz Finished", Map.of(), "ann"));
    }
    assertThat(scenario.story())
        .hasSize(Journeys.MAX_RUNS + 1)
        .last()
        .isEqualTo("10:00 REFUSED TOO_MANY_RUNS");
    assertThat(scenario.pass("day 5 00:00").at("day 5 00:00", quiz()).story())
        .as("there is room again when runs are over")
        .last()
        .isEqualTo("day 5 00:00 ENTERED STARTED");
  }

  @Test
  void shouldSeeThePropertiesOfTheEventThatStartsARun() {
    String flow =
        """
        flow: quiz
        title: Quiz
        purpose: marketing
        trigger:
          on: event
          event: Quiz Finished
          filter: event.properties['points'] > 5
        steps:
          - send:
              id: mail
              channel: email
              template: t
              data:
                style: ${event.properties['style']}
                name: ${event.name}
        """;
    FlowScenario scenario =
        replaying(flow)
            .at("10:00", known("ann"))
            .at("10:00", custom("Quiz Finished", Map.of("points", 5L, "style", "sober"), "ann"))
            .at("10:01", custom("Quiz Finished", Map.of("points", 6L, "style", "bold"), "ann"));
    assertThat(scenario.sent())
        .singleElement()
        .satisfies(
            mail ->
                assertThat(mail.getData())
                    .containsOnly(Map.entry("style", "bold"), Map.entry("name", "Quiz Finished")));
    assertThat(scenario.story()).first().isEqualTo("10:01 ENTERED STARTED");
  }

  @Test
  void shouldRecordAFilterThatFailsAndNotEnter() {
    String flow =
        ONE_MAIL.replace(
            "{on: cart-abandoned}",
            "{on: cart-abandoned, filter: \"shopper.attributes['points'] > 5\"}");
    FlowScenario scenario =
        replaying(flow).at("10:00", known("ann")).at("10:00", added("ann", "shoes")).pass("12:00");
    assertThat(scenario.story()).containsExactly("11:00:30 SKIPPED CONDITION_FAILED");
    assertThat(scenario.decisions().get(0).getRule()).isEqualTo("trigger.filter");
    assertThat(scenario.shopper("ann").journeys()).isEqualTo(Journeys.EMPTY);
  }

  @Test
  void shouldEnterTheFlowOfHigherPriorityFirst() {
    String low = ONE_MAIL.replace("one-mail", "a-low").replace("entry:", "priority: 10\nentry:");
    String high = ONE_MAIL.replace("one-mail", "z-high").replace("entry:", "priority: 90\nentry:");
    FlowScenario scenario =
        replaying(low, high)
            .at("10:00", known("ann"))
            .at("10:00", added("ann", "shoes"))
            .pass("12:00");
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getReason().equals(FlowReasons.STARTED))
        .extracting(Decision::getFlow)
        .containsExactly("z-high", "a-low");
    assertThat(scenario.sent()).extracting(SendCommand::getFlow).containsExactly("z-high", "a-low");
  }

  @Test
  void shouldNotEnterByAnEventOfThePast() {
    FlowScenario scenario =
        replaying(forEachQuiz("1h")).at("10:00", known("ann")).at("10:00", historical(quiz()));
    assertThat(scenario.pass("day 3 10:00").decisions()).isEmpty();
  }

  private static io.beckon.contract.ShopperEvent quiz() {
    return custom("Quiz Finished", Map.of(), "ann");
  }

  private static String forEachQuiz(String wait) {
    return """
        flow: quiz
        title: Quiz
        purpose: marketing
        trigger: {on: event, event: Quiz Finished}
        entry: {key: event}
        steps:
          - wait: {for: %s}
        """
        .formatted(wait);
  }

  private static FlowScenario twice(String flow, String secondTime) {
    return replaying(flow)
        .at("10:00", known("ann"))
        .at("10:00", added("ann", "shoes"))
        .at(secondTime, added("ann", "socks"))
        .pass("day 25 00:00");
  }
}
