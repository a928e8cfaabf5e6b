package io.beckon.engine.date;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.knownIn;
import static io.beckon.engine.People.ordered;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.pageViewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Identified;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.Journeys;
import io.beckon.model.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Flows that begin on a date: when, for whom, how often, and what changes it. Day 1 is Jan 5. */
class DateTriggersTest {

  private static final String BIRTHDAY = flow("birthday", "{on: date, date: birthday}", "");
  private static final String CONTRACT =
      flow("contract", "{on: date, attribute: contract_end, before: 7d}", "");
  private static final String WIN_BACK =
      flow("win-back", "{on: date, date: last-order, after: 90d}", "");

  @Test
  void shouldComeEachYearOnTheShoppersClock() {
    FlowScenario scenario =
        replaying(BIRTHDAY)
            .at("10:00", knownIn("Asia/Tokyo", "ann"))
            .at("10:01", born("1990-01-10", "ann"))
            .pass("day 6 00:00:29.999");
    assertThat(entered(scenario)).isEmpty();

    scenario.pass("day 6 00:00:30");
    assertThat(entered(scenario)).containsExactly("day 6 00:00:30 birthday");
    scenario.pass("day 800 00:00");
    assertThat(entered(scenario))
        .containsExactly(
            "day 6 00:00:30 birthday", "day 371 00:00:30 birthday", "day 736 00:00:30 birthday");
  }

  @Test
  void shouldWaitForNextYearWhenTheBirthdayIsToldAfterItsHour() {
    FlowScenario scenario =
        replaying(BIRTHDAY).at("10:00", born("--01-05", "ann")).pass("day 300 00:00");

    assertThat(entered(scenario)).isEmpty();
    assertThat(entered(scenario.pass("day 366 09:01")))
        .containsExactly("day 366 09:00:30 birthday");
  }

  @Test
  void shouldComeOncePerYearThoughTheShopperMovesOrTheDateIsCorrected() {
    FlowScenario scenario =
        replaying(BIRTHDAY)
            .at("10:00", knownIn("Asia/Tokyo", "ann"))
            .at("10:01", born("1990-01-10", "ann"))
            .at("day 6 01:00", knownIn("America/Los_Angeles", "ann"))
            .at("day 7 01:00", born("1990-01-20", "ann"))
            .pass("day 300 10:00");

    assertThat(entered(scenario)).containsExactly("day 6 00:00:30 birthday");
    assertThat(entered(scenario.pass("day 381 17:01")))
        .containsExactly("day 6 00:00:30 birthday", "day 381 17:00:30 birthday");
  }

  @Test
  void shouldFollowTheDateWhenItIsChangedBefore() {
    FlowScenario scenario =
        replaying(CONTRACT)
            .at("10:00", says("contract_end", "2026-02-01", "ann"))
            .at("day 10 10:00", says("contract_end", "2026-03-01", "ann"))
            .pass("day 200 10:00");

    assertThat(entered(scenario)).containsExactly("day 49 09:00:30 contract");
  }

  @Test
  void shouldComeAgainForAnotherDateAndNotAgainForTheSame() {
    FlowScenario scenario =
        replaying(CONTRACT)
            .at("10:00", says("contract_end", "2026-02-01", "ann"))
            .at("day 30 10:00", says("contract_end", "2027-02-01", "ann"))
            .at("day 31 10:00", says("contract_end", "2026-02-01", "ann"))
            .at("day 32 10:00", says("contract_end", "2027-02-01", "ann"))
            .pass("day 500 10:00");

    assertThat(entered(scenario))
        .containsExactly("day 21 09:00:30 contract", "day 386 09:00:30 contract");
  }

  @Test
  void shouldTakeATimestampToTheMillisecond() {
    FlowScenario scenario =
        replaying(flow("visit", "{on: date, attribute: appointment, before: 2h}", ""))
            .at("10:00", says("appointment", "2026-01-06T12:00:00.250+01:00", "ann"))
            .pass("day 2 09:00:30.249");
    assertThat(entered(scenario)).isEmpty();

    assertThat(entered(scenario.pass("day 2 10:00"))).containsExactly("day 2 09:00:30.250 visit");
  }

  @Test
  void shouldCountFromTheLastOrderAndNotComeIfAnotherFollows() {
    FlowScenario scenario =
        replaying(WIN_BACK)
            .at("10:00", ordered("o1", 100, "ann"))
            .at("day 80 11:00", ordered("o2", 100, "ann"))
            .pass("day 170 11:00:30");

    assertThat(entered(scenario)).containsExactly("day 170 11:00:30 win-back");
    assertThat(entered(scenario.pass("day 900 11:00"))).hasSize(1);
  }

  @Test
  void shouldMoveOnWithVisitsWithoutAWriteForEach() {
    FlowScenario scenario =
        replaying(flow("away", "{on: date, date: last-visit, after: 10d}", ""))
            .at("10:00", pageViewed("ann"));
    Journeys first = scenario.shopper("ann").journeys();
    for (int day = 2; day <= 9; day++) {
      scenario.at("day " + day + " 10:00", pageViewed("ann"));
    }
    assertThat(scenario.shopper("ann").journeys()).isSameAs(first);

    assertThat(entered(scenario.pass("day 19 10:00:29"))).isEmpty();
    assertThat(entered(scenario.pass("day 19 10:00:30"))).containsExactly("day 19 10:00:30 away");
    scenario.at("day 40 10:00", pageViewed("ann")).pass("day 100 10:00");
    assertThat(entered(scenario)).containsExactly("day 19 10:00:30 away", "day 50 10:00:30 away");
  }

  @Test
  void shouldAskTheFilterWhenTheDateComes() {
    FlowScenario scenario =
        replaying(
                flow(
                    "contract",
                    "{on: date, attribute: contract_end, filter: shopper.orderCount > 0}",
                    ""))
            .at("10:00", says("contract_end", "2026-01-10", "ann"))
            .at("10:00", says("contract_end", "2026-01-10", "bob"))
            .at("11:00", ordered("o1", 100, "bob"))
            .pass("day 20 10:00");

    assertThat(scenario.decisions("ann")).isEmpty();
    assertThat(entered(scenario)).containsExactly("day 6 09:00:30 contract");
  }

  @Test
  void shouldFindWhatAFlowMissedOfAShopperWhoSlept() {
    FlowScenario scenario =
        replaying()
            .at("10:00", says("contract_end", "2026-01-20", "ann"))
            .at("10:00", says("contract_end", "2026-01-12", "bob"))
            .pass("day 5 10:00")
            .activate(CONTRACT, 1)
            .pass("day 30 10:00");
    assertThat(entered(scenario)).isEmpty();

    scenario
        .reload("ann")
        .reload("bob")
        .at("day 30 11:00", pageViewed("ann"))
        .at("day 30 11:00", pageViewed("bob"));

    assertThat(entered(scenario)).containsExactly("day 9 09:00:30 contract");
  }

  @Test
  void shouldNotTakeADateForMissedThatWasPastWhenItWasTold() {
    FlowScenario scenario =
        replaying()
            .at("10:00", pageViewed("ann"))
            .activate(CONTRACT, 1)
            .at("day 40 10:00", says("contract_end", "2026-02-01", "ann"))
            .reload("ann")
            .at("day 50 10:00", pageViewed("ann"))
            .pass("day 90 10:00");

    assertThat(entered(scenario)).isEmpty();
  }

  @Test
  void shouldNotComeTwiceWhenTheShopperIsReadAgainOrANewVersionIsPublished() {
    FlowScenario scenario =
        replaying()
            .at("10:00", says("contract_end", "2026-01-20", "ann"))
            .activate(CONTRACT, 1)
            .reload("ann")
            .at("day 2 10:00", pageViewed("ann"))
            .pass("day 9 09:00:30")
            .reload("ann")
            .at("day 10 10:00", pageViewed("ann"))
            .activate(CONTRACT, 2)
            .reload("ann")
            .at("day 11 10:00", pageViewed("ann"))
            .pass("day 90 10:00");

    assertThat(entered(scenario)).containsExactly("day 9 09:00:30 contract");
  }

  @Test
  void shouldForgetTheDateWhenTheFlowIsRetired() {
    FlowScenario scenario =
        replaying()
            .activate(CONTRACT, 1)
            .at("10:00", says("contract_end", "2026-02-01", "ann"))
            .retire("contract", 1)
            .pass("day 90 10:00");

    assertThat(scenario.story()).isEmpty();
    assertThat(scenario.shopper("ann").journeys().agenda()).isEqualTo(Agenda.NONE);
  }

  @Test
  void shouldBeNoDateWhateverElseAnAttributeHolds() {
    FlowScenario scenario = replaying(CONTRACT, BIRTHDAY);
    for (Object value :
        List.of(
            "soon",
            "",
            "2026-02-30",
            "99999-01-01",
            "2026-13-01T00:00",
            true,
            3.5,
            Long.MAX_VALUE)) {
      scenario.at("10:00", says("contract_end", value, "ann"));
    }
    for (String value : List.of("12/31/1990", "--02-31", "1990", "+999999999-12-31")) {
      scenario.at("10:00", born(value, "ann"));
    }
    scenario.at("10:01", custom("Anything", Map.of(), "ann")).pass("day 900 00:00");

    assertThat(scenario.story()).isEmpty();
  }

  static String flow(String id, String trigger, String more) {
    return """
        flow: %s
        title: On a date
        purpose: marketing
        trigger: %s
        %s
        steps:
          - send: {id: hello, channel: email, template: t}
        """
        .formatted(id, trigger, more);
  }

  static ShopperEvent born(String birthday, String shopper) {
    return ShopperEvent.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(0)
        .setShopperId(shopper)
        .setSource("test")
        .setPayload(Identified.newBuilder().setConsents(List.of()).setBirthday(birthday).build())
        .build();
  }

  static List<String> entered(FlowScenario scenario) {
    return scenario.decisions().stream()
        .filter(decision -> decision.getOutcome() == Outcome.ENTERED)
        .map(DateTriggersTest::line)
        .toList();
  }

  private static String line(Decision decision) {
    return Clock.print(decision.getAt()) + " " + decision.getFlow();
  }
}
