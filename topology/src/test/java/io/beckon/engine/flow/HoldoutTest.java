package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.engine.FlowScenario;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Shoppers who are sent nothing, so that flows can be measured. */
class HoldoutTest {

  private static final String FLOW =
      """
      flow: first
      title: First
      purpose: marketing
      trigger: {on: event, event: Signed Up}
      entry: {again: 2d, holdout: 10}
      steps:
        - send: {id: mail, channel: email, template: t}
      """;

  @Test
  void shouldHoldOutTheShareOfShoppersAndRecordIt() {
    FlowScenario scenario = crowd(replaying(FLOW), 2000);

    assertThat(heldOut(scenario, "first").size()).isCloseTo(200, within(45));
    assertThat(scenario.sent()).hasSize(2000 - heldOut(scenario, "first").size());
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getReason().equals(FlowReasons.HOLDOUT))
        .allSatisfy(
            d -> {
              assertThat(d.getOutcome()).isEqualTo(Outcome.REFUSED);
              assertThat(d.getRule()).isEqualTo("entry.holdout");
            });
  }

  @Test
  void shouldHoldOutTheSameShoppersInEveryFlow() {
    String second =
        FLOW.replace("flow: first", "flow: second").replace("holdout: 10", "holdout: 5");
    FlowScenario scenario = crowd(replaying(FLOW, second), 1000);

    assertThat(heldOut(scenario, "first")).containsAll(heldOut(scenario, "second"));
    assertThat(heldOut(scenario, "second")).isNotEmpty();
  }

  @Test
  void shouldCountTheEntriesThatWouldHaveBeen() {
    FlowScenario scenario = replaying(FLOW.replace("holdout: 10", "holdout: 50"));
    String held = heldOut(crowd(scenario, 20), "first").iterator().next();
    scenario
        .at("day 2 08:00", custom("Signed Up", Map.of(), held))
        .at("day 4 08:00", custom("Signed Up", Map.of(), held));

    assertThat(scenario.decisions(held))
        .extracting(Decision::getReason)
        .containsExactly(FlowReasons.HOLDOUT, FlowReasons.ENTERED_RECENTLY, FlowReasons.HOLDOUT);
    assertThat(scenario.shopper(held).journeys().runs()).isEmpty();
  }

  private static Set<String> heldOut(FlowScenario scenario, String flow) {
    return scenario.decisions().stream()
        .filter(d -> d.getFlow().equals(flow) && d.getReason().equals(FlowReasons.HOLDOUT))
        .map(Decision::getShopperId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static FlowScenario crowd(FlowScenario scenario, int size) {
    for (int i = 0; i < size; i++) {
      scenario.at("08:00", known("s" + i)).at("08:00", custom("Signed Up", Map.of(), "s" + i));
    }
    return scenario;
  }
}
