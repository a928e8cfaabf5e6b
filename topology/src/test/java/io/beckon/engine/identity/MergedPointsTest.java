package io.beckon.engine.identity;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.becomes;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.erasure;
import static io.beckon.model.Events.aliased;
import static io.beckon.model.Events.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.HandedOver;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.Shopper;
import io.beckon.streams.state.HandOverFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What becomes of points and stages when ids are merged, and when a shopper is forgotten. */
class MergedPointsTest {

  private static final String SCORE =
      """
      score: lead
      title: Lead score
      halfLife: 10d
      behaviour:
        - {name: pricing, on: Pricing Viewed, points: 20, max: 50}
        - {name: demo, on: Demo Requested, points: 5}
      thresholds:
        - {name: qualified, points: 40}
      """;
  private static final String STAGES =
      """
      stages: lead
      title: Lead lifecycle
      order: [new, demo, won]
      moves:
        - {to: demo, on: Demo Requested}
        - {to: won, on: Order Completed}
      """;

  @Test
  void shouldAddUpThePointsOfBothIdsAndTellWhatThatReaches() {
    FlowScenario scenario =
        scenario()
            .at("10:00", pricing("anon"))
            .at("10:00", demo("anon"))
            .at("10:00", pricing("ann"))
            .at("10:00", becomes("ann", "anon"));

    assertThat(points(scenario, "ann")).isEqualTo(Map.of("pricing", 40.0, "demo", 5.0));
    assertThat(points(scenario, "anon")).isEmpty();
    assertThat(told(scenario, "ann")).contains("SCORE_REACHED qualified 45");
    assertThat(told(scenario, "anon")).containsExactly("STAGE_CHANGED demo null");
  }

  @Test
  void shouldAddUpAtOneTimeAndNoMoreThanTheRuleGives() {
    FlowScenario scenario = scenario();
    for (int i = 0; i < 3; i++) {
      scenario.at("day 1 10:00", pricing("ann"));
    }
    scenario.at("day 11 10:00", pricing("anon")).at("day 11 10:00", becomes("ann", "anon"));
    assertThat(points(scenario, "ann")).as("fifty melted to half, and twenty").containsValue(45.0);

    scenario.at("day 11 10:00", pricing("tablet")).at("day 11 10:00", becomes("ann", "tablet"));
    assertThat(points(scenario, "ann")).containsValue(50.0);
  }

  @Test
  void shouldChangeNothingWhenMergedAgain() {
    FlowScenario scenario = scenario().at("10:00", pricing("anon")).at("10:00", pricing("ann"));
    ShopperEvent handedOver = handedOver(scenario.shopper("anon"), "ann");
    scenario.at("10:00", handedOver).at("10:00", handedOver);
    assertThat(points(scenario, "ann")).containsValue(40.0);

    scenario
        .at("10:00", becomes("ann", "tablet"))
        .at("10:00", becomes("ann", "tablet"))
        .at("10:00", aliased("ann", "tablet"));
    assertThat(points(scenario, "ann")).containsValue(40.0);
    assertThat(told(scenario, "ann")).containsExactly("SCORE_REACHED qualified 40");
  }

  @Test
  void shouldStandOnTheStageFurtherOnWhicheverIdCameThere() {
    FlowScenario scenario =
        scenario()
            .at("10:00", demo("ann"))
            .at("10:01", ordered("anon", "o-1"))
            .at("10:02", becomes("ann", "anon"));
    assertThat(scenario.shopper("ann").profile().attributes()).containsEntry("stage.lead", "won");
    assertThat(told(scenario, "ann"))
        .containsExactly("STAGE_CHANGED demo null", "STAGE_CHANGED won null");

    FlowScenario other =
        scenario()
            .at("10:00", ordered("ann", "o-1"))
            .at("10:01", demo("anon"))
            .at("10:02", becomes("ann", "anon"));
    assertThat(other.shopper("ann").profile().attributes()).containsEntry("stage.lead", "won");
    assertThat(told(other, "ann")).containsExactly("STAGE_CHANGED won null");
  }

  @Test
  void shouldForgetPointsAndStagesWithTheShopperAndTellNobody() {
    FlowScenario scenario =
        scenario()
            .at("10:00", pricing("ann"))
            .at("10:00", pricing("ann"))
            .at("10:00", demo("ann"))
            .at("11:00", erasure("ann"));
    assertThat(points(scenario, "ann")).isEmpty();
    assertThat(scenario.shopper("ann").profile().attributes()).isEmpty();

    scenario.reload("ann").at("11:01", demo("ann")).pass("day 90 00:00");

    assertThat(points(scenario, "ann")).isEqualTo(Map.of("demo", 5.0));
    assertThat(told(scenario, "ann"))
        .containsExactly(
            "SCORE_REACHED qualified 40", "STAGE_CHANGED demo null", "STAGE_CHANGED demo null");
  }

  private static FlowScenario scenario() {
    return replaying().scored(SCORE).staged(STAGES);
  }

  private static ShopperEvent pricing(String shopper) {
    return custom("Pricing Viewed", Map.of(), shopper);
  }

  private static ShopperEvent demo(String shopper) {
    return custom("Demo Requested", Map.of(), shopper);
  }

  private static ShopperEvent handedOver(Shopper from, String to) {
    PartsFormat.Written written = new HandOverFormat(1 << 20).write(from.parts());
    return new ShopperEvent(
        "handed-over-1",
        1L,
        to,
        "beckon",
        false,
        new HandedOver(from.id(), written.parts(), written.leftOut()));
  }

  private static Map<String, Double> points(FlowScenario scenario, String shopper) {
    Map<String, Double> points = new TreeMap<>();
    for (Points.Entry entry : scenario.shopper(shopper).head().points().entries()) {
      points.put(entry.rule(), entry.points());
    }
    return points;
  }

  private static List<String> told(FlowScenario scenario, String shopper) {
    return scenario.decisions(shopper).stream()
        .filter(d -> d.getOutcome() == Outcome.MOVED)
        .map(d -> d.getReason() + " " + d.getRule() + " " + d.getInputs().get("points"))
        .toList();
  }
}
