package io.beckon.app.explain;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.model.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is remembered of a shopper: points, why, and stages. */
class ShopperJsonTest {

  private static final String SCORE =
      """
      score: lead
      title: Lead score
      halfLife: 10d
      fit:
        - {name: company, when: 'has(shopper.attributes.employees) && shopper.attributes.employees > 50', points: 20}
      behaviour:
        - {name: pricing, on: Pricing Viewed, points: 40, max: 50}
      thresholds:
        - {name: sales, points: 60}
      """;
  private static final String STAGES =
      """
      stages: lead
      title: Lead lifecycle
      order: [new, contacted, qualified]
      moves:
        - {to: qualified, on: Score Reached}
      """;

  @Test
  void shouldTellPointsTheirReasonsAndTheStage() {
    JsonNode json = told(true, "10:00");

    assertThat(json.at("/scores/lead").asLong()).isEqualTo(60);
    assertThat(json.get("scoreReasons")).hasToString("[\"lead: pricing 40\",\"lead: company 20\"]");
    assertThat(json.at("/points/0").toString())
        .isEqualTo(
            "{\"score\":\"lead\",\"rule\":\"pricing\",\"points\":40.0,\"at\":\""
                + java.time.Instant.ofEpochMilli(Clock.at("10:00")).toString().replace("Z", ".000Z")
                + "\"}");
    assertThat(json.at("/stages/lead").asText()).isEqualTo("qualified");
    assertThat(json.at("/attributes/employees").asText()).isEqualTo("80");
  }

  @Test
  void shouldLetPointsMeltAndKeepWhenTheyWereGiven() {
    JsonNode json = told(false, "day 11 10:00");

    assertThat(json.at("/scores/lead").asLong()).isEqualTo(40);
    assertThat(json.at("/points/0/points").asDouble()).isEqualTo(40);
    assertThat(json.has("attributes")).isFalse();
  }

  private static JsonNode told(boolean withContacts, String at) {
    FlowScenario scenario =
        replaying()
            .scored(SCORE)
            .staged(STAGES)
            .at("09:00", says("employees", 80L, "ann"))
            .at("10:00", custom("Pricing Viewed", Map.of(), "ann"));
    Rulebook rules =
        Rulebook.of(RuleLoader.policy(FlowScenario.OPEN, "policy.yaml", 1))
            .activated(RuleLoader.score(SCORE, "score.yaml", 1), Rulebook.ALWAYS)
            .activated(RuleLoader.stages(STAGES, "stages.yaml", 1), Rulebook.ALWAYS);
    return ShopperJson.of(scenario.shopper("ann"), rules, Clock.at(at), withContacts);
  }
}
