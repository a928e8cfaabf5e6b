package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.knownIn;
import static io.beckon.engine.People.report;
import static io.beckon.model.Events.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.model.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Waits until a local time, by an expression, and for an event. Day one is a Monday. */
class WaitsTest {

  private static final String HEAD =
      """
      flow: waits
      title: Waits
      purpose: marketing
      trigger: {on: event, event: Signed Up}
      steps:
      """;
  private static final String MAIL = "  - send: {id: mail, channel: email, template: t}\n";

  @Test
  void shouldWaitUntilATimeOnTheShoppersClock() {
    String flow = HEAD + "  - wait: {until: \"09:00\"}\n" + MAIL;
    assertThat(signsUp(replaying(flow), "UTC", "08:00")).containsExactly("09:00:30 mail");
    assertThat(signsUp(replaying(flow), "UTC", "09:00")).containsExactly("09:00 mail");
    assertThat(signsUp(replaying(flow), "UTC", "09:00:01")).containsExactly("day 2 09:00:30 mail");
    assertThat(signsUp(replaying(flow), "Asia/Tokyo", "08:00"))
        .as("17:00 in Tokyo")
        .containsExactly("day 2 00:00:30 mail");
    assertThat(signsUp(replaying(flow), "America/New_York", "08:00"))
        .as("03:00 in New York")
        .containsExactly("14:00:30 mail");
  }

  @Test
  void shouldWaitForOneOfTheWeekdays() {
    String flow = HEAD + "  - wait: {until: \"09:00\", days: [tue, fri]}\n" + MAIL;
    assertThat(signsUp(replaying(flow), "UTC", "10:00")).containsExactly("day 2 09:00:30 mail");
    assertThat(signsUp(replaying(flow), "UTC", "day 2 10:00"))
        .containsExactly("day 5 09:00:30 mail");
    assertThat(signsUp(replaying(flow), "UTC", "day 5 09:30"))
        .containsExactly("day 9 09:00:30 mail");
  }

  @Test
  void shouldTakeTheTelephonesZoneWhenTheProfilesIsNone() {
    String flow = HEAD + "  - wait: {until: \"09:00\"}\n" + MAIL;
    assertThat(signsUp(replaying(flow), "Mars/Olympus", "07:00"))
        .as("08:00 in Berlin, where +49 is")
        .containsExactly("08:00:30 mail");
  }

  @Test
  void shouldJudgeTheLocalTimeAnewWhenTheShopperMovesMeanwhile() {
    String flow = HEAD + "  - wait: {until: \"09:00\"}\n" + MAIL;
    FlowScenario west =
        replaying(flow)
            .at("00:00", knownIn("Asia/Tokyo", "ann"))
            .at("08:00", custom("Signed Up", Map.of(), "ann"))
            .at("10:00", knownIn("America/New_York", "ann"));
    assertThat(sent(west.pass("day 3 00:00")))
        .as("09:00 in Tokyo is 19:00 the day before in New York")
        .containsExactly("day 2 14:00:30 mail");
    FlowScenario east =
        replaying(flow)
            .at("00:00", knownIn("America/New_York", "ann"))
            .at("08:00", custom("Signed Up", Map.of(), "ann"))
            .at("10:00", knownIn("Europe/Berlin", "ann"));
    assertThat(sent(east.pass("day 3 00:00")))
        .as("09:00 in New York is past 09:00 in Berlin")
        .containsExactly("day 2 08:00:30 mail");
  }

  @Test
  void shouldWaitByAnExpression() {
    String flow =
        HEAD
            + "  - wait: {by: timestamp(event.properties.appointment) - duration(\"24h\")}\n"
            + MAIL;
    assertThat(
            sent(
                replaying(flow)
                    .at("08:00", known("ann"))
                    .at(
                        "08:00",
                        custom("Signed Up", Map.of("appointment", "2026-01-07T15:00:00Z"), "ann"))
                    .pass("day 5 00:00")))
        .containsExactly("day 2 15:00:30 mail");
    String length =
        HEAD
            + "  - wait: {by: \"shopper.orderCount > 0 ? duration('1h') : duration('2h')\"}\n"
            + MAIL;
    assertThat(signsUp(replaying(length), "UTC", "08:00")).containsExactly("10:00:30 mail");
  }

  @Test
  void shouldGoOnAtOnceWhenTheReckonedTimeIsPast() {
    String flow = HEAD + "  - wait: {by: now - duration(\"1h\")}\n" + MAIL;
    assertThat(signsUp(replaying(flow), "UTC", "08:00")).containsExactly("08:00 mail");
  }

  @Test
  void shouldEndTheRunAndSayWhyWhenTheTimeCannotBeReckoned() {
    String flow = HEAD + "  - wait: {by: timestamp(event.properties.appointment)}\n" + MAIL;
    FlowScenario scenario =
        replaying(flow).at("08:00", known("ann")).at("08:00", custom("Signed Up", Map.of(), "ann"));
    assertThat(scenario.story())
        .containsExactly(
            "08:00 ENTERED STARTED",
            "08:00 SKIPPED wait-1 CONDITION_FAILED",
            "08:00 EXITED CONDITION_FAILED");
    assertThat(scenario.decisions().get(1).getInputs()).containsOnlyKeys("error");
    assertThat(scenario.shopper("ann").journeys().runs()).isEmpty();
    assertThat(
            replaying(HEAD + "  - wait: {by: duration(event.properties.long)}\n" + MAIL)
                .at("08:00", custom("Signed Up", Map.of("long", "300000000000s"), "ann"))
                .story())
        .endsWith("08:00 EXITED CONDITION_FAILED");
  }

  private static final String AWAIT =
      HEAD
          + """
            - send: {id: first, channel: email, template: first}
            - wait:
                id: opened
                event: [Message Opened, Message Clicked]
                where: happened.step == "first"
                for: 2d
                then:
                  - send: {id: thanks, channel: email, template: thanks}
                else:
                  - wait: {for: 1h}
                  - send: {id: again, channel: email, template: again}
            - send: {id: last, channel: email, template: last}
          """;

  @Test
  void shouldGoOneWayWhenTheEventComesAndTheOtherWhenTimeIsUp() {
    FlowScenario opens = started(replaying(AWAIT));
    opens.at("12:00", opened(FeedbackKind.OPENED, opens)).pass("day 9 00:00");
    assertThat(opens.story())
        .containsExactly(
            "08:00 ENTERED STARTED",
            "08:00 QUEUED first ALLOWED",
            "08:00 SENT first ALLOWED",
            "12:00 CONTINUED opened EVENT_CAME",
            "12:00 QUEUED thanks ALLOWED",
            "12:00 SENT thanks ALLOWED",
            "12:00 QUEUED last ALLOWED",
            "12:00 SENT last ALLOWED",
            "12:00 COMPLETED FINISHED");
    assertThat(opens.decisions().get(3).getRule()).isEqualTo("Message Opened");
    FlowScenario sleeps = started(replaying(AWAIT)).pass("day 9 00:00");
    assertThat(sleeps.story())
        .containsExactly(
            "08:00 ENTERED STARTED",
            "08:00 QUEUED first ALLOWED",
            "08:00 SENT first ALLOWED",
            "day 3 08:00:30 CONTINUED opened TIMED_OUT",
            "day 3 09:00:30 QUEUED again ALLOWED",
            "day 3 09:00:30 SENT again ALLOWED",
            "day 3 09:00:30 QUEUED last ALLOWED",
            "day 3 09:00:30 SENT last ALLOWED",
            "day 3 09:00:30 COMPLETED FINISHED");
  }

  @Test
  void shouldCountOnFromWhenTimeWasUpThoughTheRunCameLate() {
    String flow =
        """
        flow: late
        title: Late
        purpose: transactional
        trigger: {on: event, event: Signed Up}
        steps:
          - send: {id: first, channel: email, template: t}
          - wait: {id: opened, event: Message Opened, for: 1h}
          - wait: {for: 4h}
          - send: {id: last, channel: email, template: u}
        """;
    FlowScenario scenario =
        live(flow)
            .at("07:00", known("ann"))
            .at("08:00", custom("Signed Up", Map.of(), "ann"))
            .tick("12:00")
            .pass("14:00");

    assertThat(scenario.story())
        .contains("12:00 CONTINUED opened TIMED_OUT", "13:00:30 QUEUED last ALLOWED");
  }

  @Test
  void shouldHearTheEventUpToTheDecisionAndNotAfterIt() {
    FlowScenario scenario = started(replaying(AWAIT));
    scenario.at("day 3 08:00:29.999", opened(FeedbackKind.CLICKED, scenario));
    assertThat(scenario.story()).contains("day 3 08:00:29.999 CONTINUED opened EVENT_CAME");
    FlowScenario late = started(replaying(AWAIT));
    late.at("day 3 08:00:30", opened(FeedbackKind.CLICKED, late));
    assertThat(late.story()).contains("day 3 08:00:30 CONTINUED opened TIMED_OUT");
  }

  @Test
  void shouldNotTakeAnotherEventForTheOneItWaitsFor() {
    FlowScenario scenario = started(replaying(AWAIT));
    scenario
        .at("09:00", report(FeedbackKind.DELIVERED, Channel.EMAIL, command(scenario), "ann"))
        .at("09:00", report(FeedbackKind.OPENED, Channel.EMAIL, "somebody-elses", "ann"))
        .at("09:00", report(FeedbackKind.OPENED, Channel.EMAIL, null, "ann"));
    assertThat(scenario.story()).hasSize(3);
  }

  @Test
  void shouldRecordAConditionOnTheEventThatFailsAndGoOnWaiting() {
    String flow =
        HEAD
            + """
              - wait: {id: order, event: Order Delivered, where: happened.properties.weight > 3, for: 1d}
            """
            + MAIL;
    FlowScenario scenario =
        started(replaying(flow.replace("Order Delivered", "Weighed")))
            .at("09:00", custom("Weighed", Map.of(), "ann"))
            .at("10:00", custom("Weighed", Map.of("weight", 2L), "ann"))
            .at("11:00", custom("Weighed", Map.of("weight", 4L), "ann"));
    assertThat(scenario.story())
        .containsExactly(
            "08:00 ENTERED STARTED",
            "09:00 SKIPPED order CONDITION_FAILED",
            "11:00 CONTINUED order EVENT_CAME",
            "11:00 QUEUED mail ALLOWED",
            "11:00 SENT mail ALLOWED",
            "11:00 COMPLETED FINISHED");
    assertThat(scenario.decisions()).extracting(Decision::getDecisionId).doesNotHaveDuplicates();
  }

  @Test
  void shouldEndTheRunWhenTheEventIsOneItExitsOn() {
    String flow =
        AWAIT
            .replace("steps:", "exit: {on: [Order Completed]}\nsteps:")
            .replace("[Message Opened, Message Clicked]", "[Order Completed]")
            .replace("where: happened.step == \"first\"", "where: \"true\"");
    FlowScenario scenario = started(replaying(flow)).at("09:00", ordered("ann", "o-1"));
    assertThat(scenario.story()).endsWith("09:00 EXITED ORDER_COMPLETED");
    assertThat(sent(scenario.pass("day 9 00:00"))).containsExactly("08:00 first");
  }

  @Test
  void shouldNotHearTheEventThatStartedTheRun() {
    String flow = HEAD + "  - wait: {id: more, event: Signed Up, for: 1d}\n" + MAIL;
    FlowScenario scenario = started(replaying(flow));
    assertThat(scenario.story()).containsExactly("08:00 ENTERED STARTED");
  }

  @Test
  void shouldWakeEachOfTwoRunsByItsOwnEvent() {
    String one = HEAD + "  - wait: {id: a, event: A, for: 1d}\n" + MAIL;
    String two = one.replace("flow: waits", "flow: other").replace("event: A", "event: B");
    FlowScenario scenario = started(replaying(one, two)).at("09:00", custom("B", Map.of(), "ann"));
    assertThat(scenario.sent()).extracting(SendCommand::getFlow).containsExactly("other");
    assertThat(scenario.shopper("ann").journeys().runs()).hasSize(1);
  }

  @Test
  void shouldNotHearAnEventWhileItsSendStillWaits() {
    FlowScenario scenario = started(live(AWAIT));
    scenario.at("08:10", report(FeedbackKind.OPENED, Channel.EMAIL, null, "ann")).tick("08:20");
    assertThat(scenario.story())
        .containsExactly(
            "08:00 ENTERED STARTED", "08:00 QUEUED first ALLOWED", "08:20 SENT first ALLOWED");
    assertThat(scenario.shopper("ann").journeys().nextWake())
        .as("counted from when the message was due")
        .isEqualTo(Clock.at("day 3 08:00"));
  }

  private static FlowScenario started(FlowScenario scenario) {
    return scenario.at("08:00", known("ann")).at("08:00", custom("Signed Up", Map.of(), "ann"));
  }

  private static ShopperEvent opened(FeedbackKind kind, FlowScenario scenario) {
    return report(kind, Channel.EMAIL, command(scenario), "ann");
  }

  private static String command(FlowScenario scenario) {
    return scenario.sent().get(0).getCommandId();
  }

  private static List<String> signsUp(FlowScenario scenario, String zone, String at) {
    return sent(
        scenario
            .at("00:00", knownIn(zone, "ann"))
            .at(at, custom("Signed Up", Map.of(), "ann"))
            .pass("day 20 00:00"));
  }

  private static List<String> sent(FlowScenario scenario) {
    return scenario.sent().stream()
        .map(command -> Clock.print(command.getAt()) + " " + command.getStep())
        .toList();
  }
}
