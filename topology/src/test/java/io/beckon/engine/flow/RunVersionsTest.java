package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.known;
import static io.beckon.model.Events.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import org.junit.jupiter.api.Test;

/** Shoppers in flight stay on the version they entered. */
class RunVersionsTest {

  private static final String FLOW =
      """
      flow: mails
      title: Mails
      purpose: recovery
      trigger: {on: cart-abandoned}
      steps:
        - send: {id: first, channel: email, template: old}
        - wait: {for: 5h}
        - send: {id: second, channel: email, template: old}
      """;

  private static final String CHANGED =
      FLOW.replace("old", "new").replace("  - wait: {for: 5h}\n", "");

  @Test
  void shouldStayOnTheVersionEntered() {
    FlowScenario scenario =
        cart(replaying(FLOW), "10:00", "ann").pass("12:00").activate(CHANGED, 2);
    cart(scenario, "12:00", "bob").pass("day 2 00:00");
    assertThat(scenario.sent())
        .extracting(
            SendCommand::getShopperId,
            SendCommand::getStep,
            SendCommand::getFlowVersion,
            SendCommand::getTemplate)
        .map(Object::toString)
        .containsExactly(
            "(\"ann\", \"first\", 1, \"old\")",
            "(\"bob\", \"first\", 2, \"new\")",
            "(\"bob\", \"second\", 2, \"new\")",
            "(\"ann\", \"second\", 1, \"old\")");
    assertThat(hashes(scenario, "ann")).isNotEqualTo(hashes(scenario, "bob")).hasSize(1);
  }

  @Test
  void shouldDecideByTheRulesOfTheTimeThatATimerWasDue() {
    FlowScenario scenario =
        cart(replaying(FLOW), "10:00", "ann").pass("11:00:29").activate(CHANGED, 2).pass("20:00");
    assertThat(scenario.sent()).extracting(SendCommand::getFlowVersion).containsOnly(2);
    FlowScenario later =
        cart(replaying(FLOW), "10:00", "ann").pass("11:00:30").activate(CHANGED, 2).pass("20:00");
    assertThat(later.sent()).extracting(SendCommand::getFlowVersion).containsOnly(1);
  }

  @Test
  void shouldFinishRunsOfARetiredFlowAndBeginNone() {
    FlowScenario scenario = cart(replaying(FLOW), "10:00", "ann").pass("12:00").retire("mails", 1);
    cart(scenario, "12:00", "bob").pass("day 2 00:00");
    assertThat(scenario.sent()).extracting(SendCommand::getShopperId).containsExactly("ann", "ann");
    assertThat(scenario.decisions("bob")).isEmpty();
  }

  @Test
  void shouldTakeARetiredFlowUpAgain() {
    FlowScenario scenario =
        cart(replaying(FLOW), "10:00", "ann").pass("12:00").retire("mails", 1).pass("13:00");
    cart(scenario.activate(CHANGED, 2), "14:00", "bob").pass("day 2 00:00");
    assertThat(scenario.decisions("bob")).extracting(Decision::getFlowVersion).containsOnly(2);
  }

  private static java.util.Set<String> hashes(FlowScenario scenario, String shopper) {
    return scenario.decisions(shopper).stream()
        .map(Decision::getRulesHash)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static FlowScenario cart(FlowScenario scenario, String time, String shopper) {
    return scenario.at(time, known(shopper)).at(time, added(shopper, "shoes"));
  }
}
