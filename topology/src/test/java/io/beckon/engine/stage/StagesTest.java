package io.beckon.engine.stage;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.report;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Outcome;
import io.beckon.engine.FlowScenario;
import io.beckon.model.Clock;
import io.beckon.model.Touches;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What moves shoppers between stages, what is written down, and what flows make of it. */
class StagesTest {

  private static final String LEAD =
      """
      stages: lead
      title: Lead lifecycle
      order: [new, contacted, engaged, qualified, won, closed]
      moves:
        - {to: contacted, on: Message Delivered}
        - {to: engaged, on: [Message Clicked, Message Replied]}
        - {to: qualified, on: Score Reached, where: 'happened.properties.threshold == "qualified"'}
        - {to: won, on: Order Completed}
        - {to: closed, on: Lead Closed, from: [new, contacted]}
        - {to: new, on: Lead Reopened, from: [closed]}
      """;
  private static final String SCORE =
      """
      score: lead
      title: Lead score
      halfLife: 1d
      behaviour:
        - {name: pricing, on: Pricing Viewed, points: 20}
      thresholds:
        - {name: qualified, points: 40}
      """;

  @Test
  void shouldMoveOnByEventsAndNeverBackUnlessARuleSaysSo() {
    FlowScenario scenario =
        replaying()
            .staged(LEAD)
            .at("10:00", report(FeedbackKind.CLICKED, Channel.EMAIL, null, "ann"))
            .at("10:01", report(FeedbackKind.DELIVERED, Channel.EMAIL, null, "ann"))
            .at("10:02", custom("Lead Closed", Map.of(), "ann"))
            .at("10:03", ordered("ann", "o-1"))
            .at("10:04", ordered("ann", "o-2"));
    assertThat(moves(scenario))
        .containsExactly("10:00 lead new > engaged", "10:03 lead engaged > won");
    Decision first = decisions(scenario).get(0);
    assertThat(first.getFlow()).isEqualTo("stages:lead");
    assertThat(first.getReason()).isEqualTo("STAGE_CHANGED");
    assertThat(first.getRule()).isEqualTo("engaged");

    FlowScenario back =
        replaying()
            .staged(LEAD)
            .at("10:00", custom("Lead Closed", Map.of(), "bob"))
            .at("10:01", custom("Lead Reopened", Map.of(), "bob"));
    assertThat(moves(back)).containsExactly("10:00 lead new > closed", "10:01 lead closed > new");
  }

  @Test
  void shouldMoveWhenAScoreIsReachedAndStayWhenItDrops() {
    FlowScenario scenario =
        replaying()
            .scored(SCORE)
            .staged(LEAD)
            .at("10:00", custom("Pricing Viewed", Map.of(), "ann"))
            .at("10:00", custom("Pricing Viewed", Map.of(), "ann"))
            .pass("day 9 00:00");

    assertThat(decisions(scenario))
        .extracting(Decision::getReason)
        .containsExactly("SCORE_REACHED", "STAGE_CHANGED", "SCORE_DROPPED");
    assertThat(moves(scenario)).containsExactly("10:00 lead new > qualified");
  }

  @Test
  void shouldStartAndEndFlowsAndCancelWhatWaits() {
    String nurture =
        """
        flow: nurture
        title: Nurture
        purpose: transactional
        trigger: {on: stage-changed, stages: lead, to: engaged}
        exit: {on: [{event: Stage Changed, where: happened.properties.stages == "lead"}]}
        steps:
          - send: {id: hello, channel: email, template: hello}
          - wait: {for: 2d}
          - send: {id: more, channel: email, template: more}
        """;
    FlowScenario scenario =
        live(nurture)
            .staged(LEAD)
            .at("09:00", known("ann"))
            .at("10:00", report(FeedbackKind.CLICKED, Channel.EMAIL, null, "ann"))
            .at("10:00:01", ordered("ann", "o-1"))
            .tick("10:01")
            .pass("day 4 00:00")
            .tick("day 4 00:01");

    assertThat(scenario.sent()).as("the stage changed before it left").isEmpty();
    assertThat(scenario.decisions())
        .extracting(d -> d.getOutcome() + " " + d.getReason())
        .containsExactly(
            "MOVED STAGE_CHANGED",
            "ENTERED STARTED",
            "QUEUED ALLOWED",
            "MOVED STAGE_CHANGED",
            "CANCELLED EXIT_EVENT",
            "EXITED EXIT_EVENT");
  }

  @Test
  void shouldLetAFlowMoveAShopperOnAfterItsMessage() {
    String first =
        """
        flow: first
        title: First
        purpose: transactional
        trigger: {on: event, event: Signed Up}
        steps:
          - send: {id: hello, channel: email, template: hello}
          - set: {stage: {lead: contacted}}
          - set: {stage: {lead: new}}
          - set: {stage: {lead: nowhere, other: won}}
        """;
    String second =
        """
        flow: second
        title: Second
        purpose: transactional
        trigger: {on: stage-changed, stages: lead}
        steps:
          - task: {id: t, kind: test, title: "${stage.lead} from ${event.properties.from}"}
        """;
    for (FlowScenario scenario : List.of(replaying(first, second), live(first, second))) {
      scenario
          .staged(LEAD)
          .at("09:00", known("ann"))
          .at("10:00", custom("Signed Up", Map.of(), "ann"))
          .tick("10:01");
      assertThat(moves(scenario)).hasSize(1).first().asString().endsWith("new > contacted");
      assertThat(scenario.tasks())
          .singleElement()
          .satisfies(task -> assertThat(task.getTitle()).isEqualTo("contacted from new"));
      assertThat(scenario.decisions())
          .filteredOn(d -> d.getReason().equals("SET"))
          .extracting(d -> d.getInputs().getOrDefault("notSet", ""))
          .containsExactly("", "stage.lead", "stage.lead, stage.other");
    }
  }

  @Test
  void shouldWriteDownWhatTheShopsOwnSystemSays() {
    FlowScenario scenario =
        replaying().staged(LEAD).at("10:00", says("stage.lead", "qualified", "ann"));

    assertThat(moves(scenario)).containsExactly("10:00 lead new > qualified");
  }

  @Test
  void shouldMoveByAnImportOfThePastWithoutAWord() {
    FlowScenario scenario =
        replaying().staged(LEAD).at("10:00", Touches.historical(ordered("ann", "o-1")));
    assertThat(decisions(scenario)).isEmpty();

    scenario.at("11:00", report(FeedbackKind.CLICKED, Channel.EMAIL, null, "ann"));
    assertThat(decisions(scenario)).as("won is further").isEmpty();
  }

  @Test
  void shouldEnterASegmentByStage() {
    String segment =
        """
        segment: won
        title: Won
        when: '"stage.lead" in shopper.attributes && shopper.attributes["stage.lead"] == "won"'
        """;
    FlowScenario scenario =
        replaying().segmented(segment).staged(LEAD).at("10:00", ordered("ann", "o-1"));

    assertThat(scenario.segments("ann")).containsExactly("won");
  }

  private static List<Decision> decisions(FlowScenario scenario) {
    return scenario.decisions().stream().filter(d -> d.getOutcome() == Outcome.MOVED).toList();
  }

  private static List<String> moves(FlowScenario scenario) {
    return decisions(scenario).stream()
        .filter(d -> d.getReason().equals("STAGE_CHANGED"))
        .map(
            d ->
                Clock.print(d.getAt())
                    + " "
                    + d.getFlow().substring("stages:".length())
                    + " "
                    + d.getInputs().get("from")
                    + " > "
                    + d.getInputs().get("to"))
        .toList();
  }
}
