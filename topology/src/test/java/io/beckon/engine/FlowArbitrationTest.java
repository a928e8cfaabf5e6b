package io.beckon.engine;

import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.knownIn;
import static io.beckon.engine.People.report;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.engine.policy.Reasons;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flows that meet at one shopper, under a policy that keeps them apart. */
class FlowArbitrationTest {

  private static final String HIGH = flow("high", 80, "High", "mail");
  private static final String LOW = flow("low", 20, "Low", "mail");

  /** Says it again after four hours. */
  private static final String TWICE =
      """
      flow: twice
      title: Twice
      purpose: recovery
      priority: 80
      trigger: {on: event, event: Twice}
      exit: {on: [Stop]}
      steps:
        - send: {id: first, channel: email, template: t}
        - wait: {for: 4h}
        - send: {id: second, channel: email, template: t}
      """;

  @Test
  void shouldHoldTheLowerFlowUntilTheHigherHasSaidAll() {
    FlowScenario scenario =
        FlowScenario.replaying(TWICE, LOW)
            .under("priority: {}\n")
            .at("10:00", known("ann"))
            .at("10:01", custom("Twice", Map.of(), "ann"))
            .at("10:02", custom("Low", Map.of(), "ann"))
            .pass("20:00");

    assertThat(scenario.story())
        .containsSubsequence(
            "10:01 SENT first ALLOWED",
            "10:02 ENTERED STARTED",
            "10:02 DEFERRED mail HIGHER_PRIORITY until 14:01:00.001",
            "14:01:30 SENT second ALLOWED",
            "14:01:30.001 SENT mail ALLOWED");
  }

  @Test
  void shouldNameTheRunThatIsInTheWay() {
    FlowScenario scenario =
        FlowScenario.replaying(TWICE, LOW)
            .under("priority: {}\n")
            .at("10:00", known("ann"))
            .at("10:01", custom("Twice", Map.of(), "ann"))
            .at("10:02", custom("Low", Map.of(), "ann"));
    Decision first = scenario.decisions().get(0);

    assertThat(scenario.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.DEFERRED)
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.getCompeting()).containsExactly(first.getRunId());
              assertThat(held.getRule()).isEqualTo("twice");
            });
  }

  @Test
  void shouldGoOnAtOnceWhenTheHigherFlowEndsEarly() {
    FlowScenario scenario =
        FlowScenario.replaying(TWICE, LOW)
            .under("priority: {}\n")
            .at("10:00", known("ann"))
            .at("10:01", custom("Twice", Map.of(), "ann"))
            .at("10:02", custom("Low", Map.of(), "ann"))
            .at("11:00", custom("Stop", Map.of(), "ann"))
            .pass("12:00");

    assertThat(scenario.story()).contains("11:00:30 SENT mail ALLOWED");
  }

  @Test
  void shouldLetTheHigherGoFirstHoweverTheyCome() {
    for (boolean lowFirst : new boolean[] {true, false}) {
      FlowScenario scenario =
          FlowScenario.live(HIGH, LOW)
              .under("priority: {}\n")
              .at("10:00", known("ann"))
              .at("10:01", custom(lowFirst ? "Low" : "High", Map.of(), "ann"))
              .at("10:02", custom(lowFirst ? "High" : "Low", Map.of(), "ann"))
              .tick("10:03")
              .pass("10:04")
              .tick("10:05")
              .tick("12:00")
              .tick("12:01");

      assertThat(scenario.sent())
          .extracting(SendCommand::getFlow)
          .as("low first: %s", lowFirst)
          .containsExactly("high", "low");
    }
  }

  @Test
  void shouldGiveTheLowerUpWhenThePolicySaysSkip() {
    FlowScenario scenario =
        FlowScenario.replaying(TWICE, LOW)
            .under("priority: {then: skip}\n")
            .at("10:00", known("ann"))
            .at("10:01", custom("Twice", Map.of(), "ann"))
            .at("10:02", custom("Low", Map.of(), "ann"));

    assertThat(scenario.story()).contains("10:02 SKIPPED mail HIGHER_PRIORITY");
  }

  @Test
  void shouldPauseBrowseMailsAboutWhatACartMailWasAbout() {
    String browse =
        """
        flow: browse
        title: Browse
        purpose: recovery
        priority: 40
        trigger: {on: browse-abandoned}
        steps:
          - send: {id: viewed, channel: email, template: t}
        """;
    String cart =
        """
        flow: cart
        title: Cart
        purpose: recovery
        priority: 70
        trigger: {on: cart-abandoned}
        steps:
          - send: {id: left, channel: email, template: t}
        """;
    FlowScenario scenario =
        FlowScenario.replaying(browse, cart)
            .under(
                "cooldowns: [{name: same, after: [cart], hold: [browse], for: 3d, sameProduct: true}]\n")
            .at("10:00", known("ann"))
            .at("10:01", added("ann", "shoes"))
            .at("16:00", viewed("ann", "shoes"))
            .at("22:00", viewed("ann", "socks"))
            .pass("day 2 06:00");

    assertThat(scenario.sent()).extracting(SendCommand::getFlow).containsExactly("cart", "browse");
    assertThat(scenario.story())
        .containsSubsequence(
            "11:01:30 SENT left ALLOWED",
            "20:00:30 SKIPPED viewed COOLDOWN",
            "day 2 02:00:30 SENT viewed ALLOWED");
  }

  @Test
  void shouldNotSayTheSameTwice() {
    FlowScenario scenario =
        FlowScenario.replaying(LOW)
            .under("repeats: {within: 2d}\n")
            .at("10:00", known("ann"))
            .at("10:01", custom("Low", Map.of(), "ann"))
            .at("12:00", custom("Low", Map.of(), "ann"))
            .at("day 3 10:01", custom("Low", Map.of(), "ann"));

    assertThat(scenario.story())
        .containsSubsequence(
            "10:01 SENT mail ALLOWED",
            "12:00 SKIPPED mail REPEATED",
            "day 3 10:01 SENT mail ALLOWED");
  }

  @Test
  void shouldSendWhenConsentComesWhileItIsReEvaluated() {
    FlowScenario scenario =
        FlowScenario.replaying(LOW)
            .under("gates: {consent: re-evaluate}\nreevaluateEvery: 30m\n")
            .at("10:00", known("ann"))
            .at("10:00", says(ConsentState.DENIED, Channel.EMAIL, "ann"))
            .at("10:01", custom("Low", Map.of(), "ann"))
            .at("10:40", says(ConsentState.GRANTED, Channel.EMAIL, "ann"))
            .pass("12:00");

    assertThat(scenario.story())
        .containsSubsequence(
            "10:01 DEFERRED mail CONSENT_DENIED until 10:31",
            "10:31:30 DEFERRED mail CONSENT_DENIED until 11:01:30",
            "11:02 SENT mail ALLOWED");
  }

  @Test
  void shouldGiveUpWhatIsReEvaluatedTooLong() {
    FlowScenario scenario =
        FlowScenario.replaying(LOW)
            .under("gates: {address: re-evaluate}\nreevaluateEvery: 8h\n")
            .at("10:01", custom("Low", Map.of(), "ann"))
            .pass("day 3 02:00");

    assertThat(scenario.story())
        .contains("10:01 DEFERRED mail NO_ADDRESS until 18:01")
        .anySatisfy(line -> assertThat(line).endsWith("SKIPPED mail STALE"));
  }

  @Test
  void shouldHoldTheSeasonsCapsWhileItLasts() {
    FlowScenario scenario =
        FlowScenario.replaying(HIGH, LOW)
            .under(
                """
                caps: [{name: daily, max: 2, per: 1h}]
                seasons:
                  - name: peak
                    from: 2026-01-06
                    to: 2026-01-06
                    caps: [{name: daily, max: 1, per: 1h}]
                """)
            .at("10:00", known("ann"))
            .at("10:01", custom("High", Map.of(), "ann"))
            .at("10:02", custom("Low", Map.of(), "ann"))
            .at("day 2 10:01", custom("High", Map.of(), "ann"))
            .at("day 2 10:02", custom("Low", Map.of(), "ann"));

    assertThat(scenario.story())
        .containsSubsequence(
            "10:01 SENT mail ALLOWED",
            "10:02 SENT mail ALLOWED",
            "day 2 10:01 SENT mail ALLOWED",
            "day 2 10:02 SKIPPED mail CAP_REACHED");
  }

  @Test
  void shouldLeaveAloneWhoWaitsForACallAndCallThemAtNight() {
    String call =
        """
        flow: call-back
        title: Call back
        purpose: recovery
        trigger: {on: event, event: Callback Requested}
        steps:
          - send: {id: call, channel: call, template: t}
          - wait: {for: 2h}
          - send: {id: sorry, channel: call, template: t}
        """;
    FlowScenario scenario =
        FlowScenario.replaying(call, HIGH)
            .under(
                """
                callbacks: {on: [Callback Requested]}
                quietHours:
                  - {name: day, from: "06:00", to: "20:00", channels: [call], exceptRequested: true}
                """)
            .at("10:00", knownIn("UTC", "ann"))
            .at("10:01", custom("Callback Requested", Map.of(), "ann"))
            .at("10:02", custom("High", Map.of(), "ann"))
            .pass("13:00")
            .at("13:00", custom("High", Map.of(), "ann"));

    assertThat(scenario.story())
        .containsSubsequence(
            "10:01 SENT call ALLOWED",
            "10:02 SKIPPED mail CALLBACK_REQUESTED",
            "12:01:30 SENT sorry ALLOWED",
            "13:00 SENT mail ALLOWED");
  }

  @Test
  void shouldGiveThoseMoreWhoClick() {
    FlowScenario scenario =
        FlowScenario.replaying(HIGH, LOW)
            .under("caps: [{name: c, max: 1, per: 24h, engaged: {within: 7d, max: 2}}]\n")
            .at("10:00", known("ann"))
            .at("10:01", custom("High", Map.of(), "ann"))
            .at("10:02", custom("Low", Map.of(), "ann"))
            .at("10:03", report(FeedbackKind.CLICKED, Channel.EMAIL, null, "ann"))
            .at("10:04", custom("Low", Map.of(), "ann"));

    assertThat(scenario.story())
        .containsSubsequence("10:02 SKIPPED mail CAP_REACHED", "10:04 SENT mail ALLOWED");
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getReason().equals(Reasons.CAP_REACHED))
        .hasSize(1);
  }

  @Test
  void shouldDecideTheSameInEveryReplay() {
    List<List<String>> stories =
        List.of(1, 2, 3).stream()
            .map(
                replay ->
                    FlowScenario.replaying(TWICE, HIGH, LOW)
                        .under("priority: {}\ncooldowns: [{name: c, for: 1h, then: defer}]\n")
                        .at("10:00", known("ann"))
                        .at("10:01", custom("Low", Map.of(), "ann"))
                        .at("10:01", custom("High", Map.of(), "ann"))
                        .at("10:01", custom("Twice", Map.of(), "ann"))
                        .pass("day 2 06:00")
                        .story())
            .toList();

    assertThat(stories.get(0)).isEqualTo(stories.get(1)).isEqualTo(stories.get(2));
  }

  private static String flow(String id, int priority, String event, String step) {
    return """
        flow: %s
        title: %s
        purpose: recovery
        priority: %d
        trigger: {on: event, event: %s}
        steps:
          - send: {id: %s, channel: email, template: t}
        """
        .formatted(id, id, priority, event, step);
  }
}
