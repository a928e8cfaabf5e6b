package io.beckon.engine.score;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.shopper.Points;
import io.beckon.model.Clock;
import io.beckon.model.Touches;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts, how it melts, and who is told when a threshold is crossed. */
class ScoresTest {

  private static final String LEAD =
      """
      score: lead
      title: Lead score
      halfLife: 10d
      fit:
        - {name: near, when: shopper.country == "DE", points: 10}
        - {name: company, when: 'has(shopper.attributes.employees) && shopper.attributes.employees > 50', points: 20}
      behaviour:
        - {name: pricing, on: Pricing Viewed, where: happened.properties.plan != "free", points: 20, max: 50}
        - {name: views, on: [Product Viewed, Page Viewed], points: 5, every: 1h}
      thresholds:
        - {name: qualified, points: 40}
        - {name: sales, points: 60}
      """;
  private static final String HAND_OVER =
      """
      flow: sales-task
      title: Sales task
      purpose: transactional
      trigger: {on: score-reached, score: lead, threshold: sales}
      exit: {on: [{event: Score Dropped, where: happened.properties.threshold == "sales"}]}
      steps:
        - task:
            id: call
            kind: sales
            title: Call a lead of ${score.lead} points
            reason: "${shopper.scoreReasons.join(', ')}"
        - wait: {for: 60d}
        - send: {id: mail, channel: email, template: t}
      """;

  @Test
  void shouldAddUpWhoTheShopperIsAndWhatTheyDo() {
    FlowScenario scenario =
        replaying(HAND_OVER)
            .scored(LEAD)
            .at("10:00", says("employees", 51L, "ann"))
            .at("11:00", pricing("free"))
            .at("12:00", pricing("pro"))
            .at("12:00", pricing("pro"));

    assertThat(story(scenario))
        .containsExactly(
            "12:00 SCORE_REACHED qualified 40 of 40", "12:00 SCORE_REACHED sales 60 of 60");
    scenario.at("12:00:00.001", viewed("ann", "shoes"));
    Decision sales = moves(scenario).get(1);
    assertThat(sales.getFlow()).isEqualTo("score:lead");
    assertThat(sales.getFlowVersion()).isEqualTo(1);
    assertThat(sales.getRunId()).isEmpty();
    assertThat(sales.getInputs()).containsEntry("reasons", "pricing 40, company 20");
    Task task = scenario.tasks().get(0);
    assertThat(task.getTitle()).isEqualTo("Call a lead of 60 points");
    assertThat(task.getReason()).isEqualTo("lead: pricing 40, lead: company 20");
  }

  @Test
  void shouldCountARuleAtMostSoMuchAndSoOften() {
    FlowScenario scenario = replaying().scored(LEAD);
    for (int i = 0; i < 4; i++) {
      scenario.at("10:00", pricing("pro")).at("10:00", viewed("ann", "shoes"));
    }
    scenario.at("10:59:59", pageViewed("ann"));
    assertThat(points(scenario, "pricing")).isEqualTo(50);
    assertThat(points(scenario, "views")).isEqualTo(5);

    scenario.at("11:00", pageViewed("ann"));
    assertThat(points(scenario, "views")).isBetween(9.9, 10.0);
  }

  @Test
  void shouldDropByTimeAloneToTheMillisecondAndEndTheFlow() {
    FlowScenario scenario =
        replaying(HAND_OVER)
            .scored(LEAD.replace("points: 60", "points: 25"))
            .at("10:00", known("ann"))
            .at("10:00", pricing("pro"))
            .at("10:00", pricing("pro"));
    assertThat(story(scenario))
        .containsExactly(
            "10:00 SCORE_REACHED qualified 40 of 40", "10:00 SCORE_REACHED sales 40 of 25");

    // 40 points are 40 for no millisecond more, and 25 after log2(40/25) half-lives
    scenario.pass("10:00:30.001");
    assertThat(story(scenario)).last().asString().endsWith("SCORE_DROPPED qualified 39 of 40");
    long melted =
        Clock.at("10:00") + (long) Math.ceil(864_000_000 * Math.log(40 / 25.0) / Math.log(2));
    scenario.pass(Clock.print(melted + 30_000 - 1));
    assertThat(story(scenario)).hasSize(3);
    scenario.reload("ann").pass(Clock.print(melted + 30_000));
    assertThat(story(scenario)).hasSize(4);
    assertThat(story(scenario)).last().asString().endsWith("SCORE_DROPPED sales 24 of 25");
    scenario.pass("day 90 00:00");
    assertThat(scenario.sent()).as("the flow exits when the score drops").isEmpty();
    assertThat(scenario.shopper("ann").journeys().runs()).isEmpty();
  }

  @Test
  void shouldTellEachCrossingOnceAndAlternate() {
    FlowScenario scenario = replaying().scored(LEAD.replace("halfLife: 10d", "halfLife: 1h"));
    for (int hour = 0; hour < 10; hour++) {
      String time = String.format("%02d:00", hour);
      scenario.at(time, pricing("pro")).at(time, pricing("pro")).at(time, pricing("pro"));
    }
    scenario.pass("day 3 00:00");

    List<String> told =
        moves(scenario).stream()
            .filter(move -> "qualified".equals(move.getRule()))
            .map(Decision::getReason)
            .toList();
    assertThat(told).hasSizeGreaterThan(4);
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i)).isEqualTo(i % 2 == 0 ? "SCORE_REACHED" : "SCORE_DROPPED");
    }
  }

  @Test
  void shouldAskForPointsInConditions() {
    String flow =
        """
        flow: by-score
        title: By score
        purpose: transactional
        trigger: {on: event, event: Asked, filter: score.lead >= 20}
        steps:
          - send: {id: mail, channel: email, template: "t"}
        """;
    FlowScenario scenario =
        replaying(flow)
            .scored(LEAD)
            .at("09:00", known("ann"))
            .at("10:00", custom("Asked", Map.of(), "ann"))
            .at("10:30", pricing("pro"))
            .at("10:30", custom("Asked", Map.of(), "ann"));

    assertThat(scenario.sent()).extracting(SendCommand::getAt).containsExactly(Clock.at("10:30"));
  }

  @Test
  void shouldTakePointsThatAFlowGives() {
    String flow =
        """
        flow: demo-asked
        title: Demo asked for
        purpose: transactional
        trigger: {on: event, event: Demo Requested}
        steps:
          - set: {score: {lead: 45, nothing: 3}}
        """;
    FlowScenario scenario =
        replaying(flow).scored(LEAD).at("10:00", custom("Demo Requested", Map.of(), "ann"));

    assertThat(story(scenario)).containsExactly("10:00 SCORE_REACHED qualified 45 of 40");
    assertThat(scenario.decisions().get(1).getInputs())
        .containsEntry("score", "lead=45, nothing=3")
        .containsEntry("notSet", "score.nothing");
    assertThat(moves(scenario).get(0).getInputs()).containsEntry("reasons", "flow:demo-asked 45");
  }

  @Test
  void shouldCountARedeliveredEventOnce() {
    ShopperEvent event = pricing("pro");
    FlowScenario scenario = replaying().scored(LEAD).at("10:00", event).at("10:01", event);

    assertThat(points(scenario, "pricing")).isEqualTo(20);
  }

  @Test
  void shouldCountWhatIsLeftOfThePastAndTellNobody() {
    FlowScenario scenario = replaying().scored(LEAD);
    for (int i = 0; i < 3; i++) {
      scenario.at(
          "day 11 10:00",
          Touches.historical(Touches.occurred(Clock.at("day 1 10:00"), pricing("pro"))));
    }
    assertThat(points(scenario, "pricing")).isEqualTo(50);
    assertThat(moves(scenario)).as("fifty ten days ago are twenty-five").isEmpty();
    scenario.at("day 11 10:00", pricing("pro"));
    assertThat(points(scenario, "pricing")).isEqualTo(45);
    assertThat(story(scenario)).containsExactly("day 11 10:00 SCORE_REACHED qualified 45 of 40");
  }

  @Test
  void shouldCountAnImportedEventOnceInItsTimeToo() {
    FlowScenario scenario = replaying().scored(LEAD).at("day 2 10:00", viewed("ann", "a"));
    scenario.at(
        "day 2 10:01",
        Touches.historical(Touches.occurred(Clock.at("day 2 09:30"), viewed("ann", "b"))));
    assertThat(points(scenario, "views")).as("half an hour before another").isEqualTo(5);

    scenario.at(
        "day 2 10:02",
        Touches.historical(Touches.occurred(Clock.at("day 1 10:00"), viewed("ann", "c"))));
    assertThat(points(scenario, "views")).as("a day before").isGreaterThan(5);
  }

  @Test
  void shouldFindWhoHasReachedANewThresholdAtTheirNextEvent() {
    FlowScenario scenario = replaying().scored(LEAD).at("10:00", pricing("pro"));
    assertThat(moves(scenario)).isEmpty();
    scenario.activateScore(LEAD.replace("points: 40", "points: 15"), 2);
    scenario.at("10:00:01", custom("Else", Map.of(), "ann"));

    assertThat(story(scenario)).containsExactly("10:00:01 SCORE_REACHED qualified 19 of 15");
    assertThat(moves(scenario).get(0).getFlowVersion()).isEqualTo(2);
  }

  @Test
  void shouldForgetPointsOfRulesThatAreGone() {
    FlowScenario scenario =
        replaying().scored(LEAD).at("10:00", viewed("ann", "a")).at("10:00", pricing("pro"));
    scenario.activateScore(LEAD.replace("name: views", "name: looks"), 2);
    scenario.at("10:01", pricing("pro"));

    assertThat(scenario.shopper("ann").head().points().entries())
        .extracting(Points.Entry::rule)
        .containsExactly("pricing");
  }

  @Test
  void shouldBeNoSegmentToFlows() {
    String flow =
        """
        flow: seen
        title: Seen
        purpose: transactional
        trigger: {on: event, event: Asked}
        steps:
          - task: {id: t, kind: test, title: "in ${shopper.segments.join('+')}."}
        """;
    FlowScenario scenario =
        replaying(flow)
            .scored(LEAD.replace("points: 40", "points: 1"))
            .at("10:00", pricing("pro"))
            .at("10:01", custom("Asked", Map.of(), "ann"));

    assertThat(scenario.segments("ann")).containsExactly("score:lead:qualified");
    assertThat(scenario.tasks().get(0).getTitle()).isEqualTo("in .");
  }

  /** Each moment at which it turns is the first at which it does not hold. */
  @Test
  void shouldReckonTheFirstMomentAtWhichItIsNotReached() {
    Score score = RuleLoader.score(LEAD, "lead.yaml", 1);
    for (int given = 40; given < 400; given += 7) {
      Points points = new Points(List.of(new Points.Entry("lead", "flow:x", given, 1_000)));
      ScoreAtLeast reached = new ScoreAtLeast(score, score.thresholds().get(0));
      long turns = reached.turnsAfter(1_000, facts(points, 1_000));
      assertThat(reached.holds(facts(points, turns - 1))).isTrue();
      assertThat(reached.holds(facts(points, turns))).isFalse();
    }
  }

  private static io.beckon.engine.flow.Facts facts(Points points, long at) {
    return new io.beckon.engine.flow.Facts() {
      @Override
      public Object get(String name) {
        return switch (name) {
          case "now" -> java.time.Instant.ofEpochMilli(at);
          case "shopper.country" -> "";
          case "shopper.attributes" -> Map.of();
          default -> null;
        };
      }

      @Override
      public Points points() {
        return points;
      }
    };
  }

  private static ShopperEvent pricing(String plan) {
    return custom("Pricing Viewed", Map.of("plan", plan), "ann");
  }

  private static double points(FlowScenario scenario, String rule) {
    Points.Entry entry = scenario.shopper("ann").head().points().of("lead", rule);
    return entry == null ? 0 : entry.points();
  }

  private static List<Decision> moves(FlowScenario scenario) {
    return scenario.decisions().stream().filter(d -> d.getOutcome() == Outcome.MOVED).toList();
  }

  private static List<String> story(FlowScenario scenario) {
    return moves(scenario).stream()
        .map(
            move ->
                Clock.print(move.getAt())
                    + " "
                    + move.getReason()
                    + " "
                    + move.getRule()
                    + " "
                    + move.getInputs().get("points")
                    + " of "
                    + move.getInputs().get("wanted"))
        .toList();
  }
}
