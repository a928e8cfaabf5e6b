package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.known;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.priced;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.DecisionPhase;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import org.junit.jupiter.api.Test;

/** How a run goes from step to step. Ann's cart is abandoned at 11:00, decided 30 s later. */
class RunsTest {

  private static final String TWO_MAILS =
      """
      flow: two-mails
      title: Two mails
      purpose: recovery
      trigger: {on: cart-abandoned}
      steps:
        - send: {id: first, channel: email, template: first}
        - wait: {for: 2h}
        - send: {id: second, channel: email, template: second}
      """;

  @Test
  void shouldCountAWaitFromTheTimeThatTheStepBeforeWasDue() {
    assertThat(ann(replaying(TWO_MAILS)).pass("20:00").story())
        .containsExactly(
            "11:00:30 ENTERED STARTED",
            "11:00:30 QUEUED first ALLOWED",
            "11:00:30 SENT first ALLOWED",
            "13:00:30 QUEUED second ALLOWED",
            "13:00:30 SENT second ALLOWED",
            "13:00:30 COMPLETED FINISHED");
  }

  @Test
  void shouldNotWakeARunBeforeItsWaitIsOver() {
    FlowScenario scenario = ann(replaying(TWO_MAILS));
    assertThat(scenario.pass("13:00:29.999").story()).hasSize(3);
    assertThat(scenario.pass("13:00:30").story()).hasSize(6);
  }

  @Test
  void shouldCountAWaitFromTheLastActivityWhenAsked() {
    String flow = TWO_MAILS.replace("{for: 2h}", "{for: 12h, from: idle}");
    assertThat(ann(replaying(flow)).pass("23:00").story())
        .contains("22:00:30 SENT second ALLOWED", "22:00:30 COMPLETED FINISHED");
  }

  @Test
  void shouldGoOnAtOnceWhenAWaitIsOverAlready() {
    String flow =
        TWO_MAILS.replace(
            "- wait: {for: 2h}", "- wait: {for: 30m, from: idle}\n  - wait: {for: 1h}");
    assertThat(ann(replaying(flow)).pass("20:00").story())
        .as("the second wait counts from 11:00, not from 10:30")
        .contains("12:00:30 SENT second ALLOWED");
  }

  @Test
  void shouldTakeOneBranchOrTheOtherAndGoOnAfterBoth() {
    String flow =
        """
        flow: by-value
        title: By value
        purpose: recovery
        trigger: {on: cart-abandoned}
        steps:
          - branch:
              id: big
              when: cart.value >= 10000
              then:
                - send: {id: call, channel: email, template: t}
              else:
                - send: {id: mail, channel: email, template: t}
          - send: {id: after, channel: email, template: t}
        """;
    assertThat(steps(ann(replaying(flow), 10000))).containsExactly("call", "after");
    assertThat(steps(ann(replaying(flow), 9999))).containsExactly("mail", "after");
  }

  @Test
  void shouldTakeBranchesWithinBranches() {
    String flow =
        """
        flow: nested
        title: Nested
        purpose: recovery
        trigger: {on: cart-abandoned}
        steps:
          - branch:
              id: priced
              when: cart.value > 0
              then:
                - branch:
                    id: big
                    when: cart.value >= 10000
                    then:
                      - send: {id: big-mail, channel: email, template: t}
          - send: {id: last, channel: email, template: t}
        """;
    assertThat(steps(ann(replaying(flow), 20000))).containsExactly("big-mail", "last");
    assertThat(steps(ann(replaying(flow), 1))).containsExactly("last");
    assertThat(steps(ann(replaying(flow)))).containsExactly("last");
  }

  @Test
  void shouldEndWhereTheFlowSaysSo() {
    String flow =
        """
        flow: ends
        title: Ends
        purpose: recovery
        trigger: {on: cart-abandoned}
        steps:
          - branch:
              id: cheap
              when: cart.value < 1000
              then:
                - end: {}
          - send: {id: mail, channel: email, template: t}
        """;
    assertThat(ann(replaying(flow), 500).pass("20:00").story())
        .containsExactly("11:00:30 ENTERED STARTED", "11:00:30 COMPLETED FINISHED");
    assertThat(steps(ann(replaying(flow), 5000))).containsExactly("mail");
  }

  @Test
  void shouldRecordAConditionThatFailsAndGoTheOtherWay() {
    String flow =
        """
        flow: by-points
        title: By points
        purpose: recovery
        trigger: {on: cart-abandoned}
        steps:
          - branch:
              id: loyal
              when: shopper.attributes['points'] > 5
              then:
                - send: {id: thanks, channel: email, template: t}
              else:
                - send: {id: hello, channel: email, template: t}
        """;
    FlowScenario scenario = ann(replaying(flow)).pass("20:00");
    assertThat(scenario.story())
        .containsExactly(
            "11:00:30 ENTERED STARTED",
            "11:00:30 SKIPPED loyal CONDITION_FAILED",
            "11:00:30 QUEUED hello ALLOWED",
            "11:00:30 SENT hello ALLOWED",
            "11:00:30 COMPLETED FINISHED");
    assertThat(scenario.decisions().get(1).getRule()).isEqualTo("branch.when");
    assertThat(scenario.decisions().get(1).getInputs()).containsOnlyKeys("error");
  }

  @Test
  void shouldJudgeADeferredSendAgainAndCountTheNextWaitFromThere() {
    FlowScenario scenario = ann(replaying(TWO_MAILS).under(quiet("10:30", "13:00"))).pass("20:00");
    assertThat(scenario.story())
        .containsExactly(
            "11:00:30 ENTERED STARTED",
            "11:00:30 DEFERRED first QUIET_HOURS until 13:00",
            "13:00:30 QUEUED first ALLOWED",
            "13:00:30 SENT first ALLOWED",
            "15:00:30 QUEUED second ALLOWED",
            "15:00:30 SENT second ALLOWED",
            "15:00:30 COMPLETED FINISHED");
  }

  @Test
  void shouldDeferAtTheReleaseWhenQuietHoursCameMeanwhile() {
    FlowScenario scenario =
        ann(live(TWO_MAILS).under(quiet("12:00", "13:00")))
            .pass("11:30")
            .tick("12:10")
            .pass("13:01")
            .tick("13:02")
            .pass("15:01");
    assertThat(scenario.story())
        .containsExactly(
            "11:00:30 ENTERED STARTED",
            "11:00:30 QUEUED first ALLOWED",
            "12:10 DEFERRED first QUIET_HOURS until 13:00",
            "13:00:30 QUEUED first ALLOWED",
            "13:02 SENT first ALLOWED",
            "15:00:30 QUEUED second ALLOWED");
    assertThat(scenario.decisions())
        .extracting(d -> d.getPhase())
        .containsExactly(
            DecisionPhase.TIMER,
            DecisionPhase.TIMER,
            DecisionPhase.RELEASE,
            DecisionPhase.TIMER,
            DecisionPhase.RELEASE,
            DecisionPhase.TIMER);
  }

  @Test
  void shouldGoOnToTheNextStepWhenACapStopsOne() {
    FlowScenario scenario =
        ann(replaying(TWO_MAILS).under("caps: [{name: one, max: 1, per: 24h, then: skip}]\n"))
            .pass("20:00");
    assertThat(scenario.story())
        .endsWith("13:00:30 SKIPPED second CAP_REACHED", "13:00:30 COMPLETED FINISHED");
    assertThat(scenario.sent()).extracting(SendCommand::getStep).containsExactly("first");
  }

  @Test
  void shouldWaitForRoomWhenACapDefers() {
    FlowScenario scenario =
        ann(replaying(TWO_MAILS).under("caps: [{name: one, max: 1, per: 3h, then: defer}]\n"))
            .pass("20:00");
    assertThat(scenario.story())
        .contains(
            "13:00:30 DEFERRED second CAP_REACHED until 14:00:30", "14:01 SENT second ALLOWED");
  }

  @Test
  void shouldGiveUpWhatIsStaleAfterAnOutageAndStillSendWhatIsNot() {
    FlowScenario scenario =
        ann(live(TWO_MAILS)).pass("11:30").tick("day 2 11:30").tick("day 2 11:31");
    assertThat(scenario.story())
        .containsExactly(
            "11:00:30 ENTERED STARTED",
            "11:00:30 QUEUED first ALLOWED",
            "day 2 11:30 SKIPPED first STALE",
            "day 2 11:30 QUEUED second ALLOWED",
            "day 2 11:31 SENT second ALLOWED",
            "day 2 11:31 COMPLETED FINISHED");
  }

  @Test
  void shouldNotLetALaterStepOvertakeASendThatWaits() {
    FlowScenario scenario = ann(live(TWO_MAILS)).pass("16:00");
    assertThat(scenario.story()).hasSize(2).last().isEqualTo("11:00:30 QUEUED first ALLOWED");
    assertThat(scenario.tick("16:01").tick("16:02").story())
        .endsWith(
            "16:01 SENT first ALLOWED",
            "16:01 QUEUED second ALLOWED",
            "16:02 SENT second ALLOWED",
            "16:02 COMPLETED FINISHED");
  }

  @Test
  void shouldNotReleaseByTheTickThatBringsTheDecision() {
    FlowScenario scenario = ann(live(TWO_MAILS)).tick("11:00:30");
    assertThat(scenario.sent()).isEmpty();
    assertThat(scenario.tick("11:00:31").sent()).hasSize(1);
  }

  private static String quiet(String from, String to) {
    return "zones: best\nquietHours: [{name: quiet, from: \"%s\", to: \"%s\", then: defer}]\n"
        .formatted(from, to);
  }

  private static FlowScenario ann(FlowScenario scenario) {
    return scenario.at("10:00", known("ann")).at("10:00", added("ann", "shoes"));
  }

  private static FlowScenario ann(FlowScenario scenario, long value) {
    return scenario.at("10:00", known("ann")).at("10:00", added("ann", priced("shoes", 1, value)));
  }

  private static java.util.List<String> steps(FlowScenario scenario) {
    return scenario.pass("20:00").sent().stream().map(SendCommand::getStep).toList();
  }
}
