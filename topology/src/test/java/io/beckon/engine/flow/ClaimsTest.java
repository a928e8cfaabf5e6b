package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.model.Events.custom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.Decision;
import io.beckon.contract.Identified;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopFact;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.flow.load.InvalidRule;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.model.Clock;
import io.beckon.schemas.ContractTrust;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a message may claim, by the facts of the shop. */
class ClaimsTest {

  static {
    ContractTrust.grant();
  }

  private static final String FLOW =
      """
      flow: hello
      title: Hello
      purpose: recovery
      trigger: {on: event, event: Signed Up}
      blocks:
        returns: {returnsTitle: Send it back, returnsDays: "${facts['returns'].days} days"}
      steps:
        - send:
            id: hello
            channel: email
            template: t
            blocks: [returns]
            claims:
              - free-shipping
              - {fact: returns, else: drop, blocks: [returns]}
              - {fact: delivery, else: drop, data: [arrives]}
            data:
              shipping: Free from ${facts['free-shipping'].threshold}
              arrives: between ${facts['delivery'].earliest} and ${facts['delivery'].latest}
              missing: from ${facts['other'].threshold}
              always: stays
      """;

  @Test
  void shouldNotSendWhatNoFactConfirms() {
    FlowScenario scenario = signedUp(replaying(FLOW), "DE");

    assertThat(scenario.sent()).isEmpty();
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.SKIPPED)
        .singleElement()
        .returns(FlowReasons.CLAIM_NOT_CONFIRMED, Decision::getReason)
        .satisfies(d -> assertThat(d.getInputs()).containsEntry("claim.free-shipping", "no fact"));
  }

  @Test
  void shouldLeaveOutWhatNoFactConfirmsAndSayTheRest() {
    FlowScenario scenario =
        signedUp(replaying(FLOW).claiming(fact("free-shipping", Map.of("threshold", 50L))), "DE");

    assertThat(scenario.sent().get(0).getData())
        .containsOnlyKeys("shipping", "always")
        .containsEntry("shipping", "Free from 50");
  }

  @Test
  void shouldTakeTheFactOfTheShoppersCountryAndOfTheMoment() {
    ShopFact german =
        ShopFact.newBuilder(fact("free-shipping/DE", Map.of("threshold", 30L)))
            .setCountries(List.of("de"))
            .build();
    ShopFact old =
        ShopFact.newBuilder(fact("free-shipping/DE-old", Map.of("threshold", 20L)))
            .setCountries(List.of("DE"))
            .setValidUntil(Clock.at("10:00"))
            .build();
    ShopFact next =
        ShopFact.newBuilder(fact("free-shipping/DE-next", Map.of("threshold", 10L)))
            .setCountries(List.of("DE"))
            .setValidFrom(Clock.at("10:00:01"))
            .build();
    ShopFact everywhere = fact("free-shipping", Map.of("threshold", 50L));
    ShopFact other = fact("free-shipping-other", Map.of("threshold", 1L));
    ShopFact[] facts = {german, old, next, everywhere, other};

    assertThat(shipping(signedUp(replaying(FLOW).claiming(facts), "DE"))).isEqualTo("Free from 30");
    assertThat(shipping(signedUp(replaying(FLOW).claiming(facts), "FR"))).isEqualTo("Free from 50");
    assertThat(shipping(signedUp(replaying(FLOW).claiming(facts), null))).isEqualTo("Free from 50");
    assertThat(signedUp(replaying(FLOW).claiming(german), null).sent()).isEmpty();
  }

  @Test
  void shouldJudgeAgainWhenTheMessageLeaves() {
    ShopFact until =
        ShopFact.newBuilder(fact("free-shipping", Map.of("threshold", 50L)))
            .setValidUntil(Clock.at("10:05"))
            .build();
    FlowScenario scenario = signedUp(live(FLOW).claiming(until), "DE").tick("10:05");

    assertThat(scenario.sent()).isEmpty();
    assertThat(scenario.story()).contains("10:05 SKIPPED hello CLAIM_NOT_CONFIRMED");
  }

  @Test
  void shouldReckonWhenItArrivesByTheShoppersDays() {
    ShopFact delivery = fact("delivery", Map.of("minDays", 1L, "maxDays", 5L, "workingDays", true));
    FlowScenario scenario =
        signedUp(
            replaying(FLOW).claiming(fact("free-shipping", Map.of("threshold", 1L)), delivery),
            "DE");

    // 5 January 2026 is a Monday.
    assertThat(scenario.sent().get(0).getData())
        .containsEntry("arrives", "between 2026-01-06 and 2026-01-12");
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.SENT)
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.getInputs().get("claim.delivery"))
                    .startsWith("delivery {earliest=2026-01-06"));
  }

  @Test
  void shouldRefuseToLeaveOutValuesOfAClaimThatIsNeeded() {
    String wrong = FLOW.replace("{fact: returns, else: drop,", "{fact: returns,");

    assertThatThrownBy(() -> RuleLoader.flow(wrong, "flow.yaml", 1))
        .isInstanceOf(InvalidRule.class)
        .hasMessageContaining("the message is not sent without 'returns'");
  }

  private static @Nullable Object shipping(FlowScenario scenario) {
    return scenario.sent().get(0).getData().get("shipping");
  }

  private static ShopFact fact(String id, Map<String, Object> values) {
    return ShopFact.newBuilder().setFactId(id).setValues(values).build();
  }

  private static FlowScenario signedUp(FlowScenario scenario, @Nullable String country) {
    Identified who =
        Identified.newBuilder().setEmail("ann@example.com").setCountry(country).build();
    return scenario
        .at("10:00", new ShopperEvent("who", 0L, "ann", "", false, who))
        .at("10:00", custom("ann", "Signed Up"));
  }
}
