package io.beckon.engine.segment;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.ordered;
import static io.beckon.engine.People.report;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.removed;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Item;
import io.beckon.contract.Outcome;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.shopper.Journeys;
import io.beckon.model.Clock;
import io.beckon.model.Touches;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who comes to be in a segment, who leaves it, when, and what flows make of it. */
class SegmentsTest {

  private static final String VIP =
      """
      segment: vip
      title: Spent more than 500
      when: shopper.spent > 50000
      """;
  private static final String RECENT =
      """
      segment: recent-buyer
      title: Ordered in the last 90 days
      when: shopper.orderCount > 0 && now - shopper.lastOrderAt < days(90)
      """;
  private static final String INACTIVE =
      """
      segment: inactive
      title: Not seen for 90 days
      when: now - shopper.lastActiveAt >= days(90)
      """;
  private static final String WELCOME =
      flow("vip-welcome", "{on: segment-entered, segment: vip}", "");
  private static final String GOODBYE = flow("vip-goodbye", "{on: segment-left, segment: vip}", "");
  private static final String WIN_BACK =
      flow("win-back", "{on: segment-left, segment: recent-buyer}", "");

  @Test
  void shouldStartAFlowWhenTheShopperEntersTheSegmentAndNotAgainWhileInIt() {
    FlowScenario scenario =
        replaying(WELCOME, GOODBYE)
            .segmented(VIP)
            .at("10:00", ordered("o1", 50_000, "ann"))
            .at("11:00", ordered("o2", 1, "ann"))
            .at("12:00", ordered("o3", 90_000, "ann"));

    assertThat(scenario.segments("ann")).containsExactly("vip");
    assertThat(entered(scenario)).containsExactly("11:00 vip-welcome");
    assertThat(scenario.sent())
        .singleElement()
        .satisfies(sent -> assertThat(sent.getTemplate()).isEqualTo("t"));
  }

  @Test
  void shouldLeaveByTimeAloneAndTellSo() {
    FlowScenario scenario =
        replaying(WIN_BACK)
            .segmented(RECENT)
            .at("10:00", ordered("o1", 100, "ann"))
            .at("day 31 10:00", ordered("o2", 100, "ann"))
            .pass("day 121 10:00:29.999");
    assertThat(scenario.segments("ann")).containsExactly("recent-buyer");
    assertThat(scenario.story()).isEmpty();

    scenario.pass("day 121 10:00:30");

    assertThat(scenario.segments("ann")).isEmpty();
    assertThat(entered(scenario)).containsExactly("day 121 10:00:30 win-back");
    assertThat(scenario.decisions().get(0).getPhase()).isEqualTo(DecisionPhase.TIMER);
    assertThat(scenario.pass("day 300 10:00").decisions()).hasSameSizeAs(scenario.decisions());
    assertThat(scenario.shopper("ann").journeys().nextWake()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldEnterByTimeAloneCountedFromTheLatestVisit() {
    FlowScenario scenario =
        replaying(flow("miss-you", "{on: segment-entered, segment: inactive}", ""))
            .segmented(INACTIVE)
            .at("10:00", pageViewed("ann"))
            .at("day 20 10:00", pageViewed("ann"))
            .at("day 50 10:00", pageViewed("ann"))
            .pass("day 140 10:00");
    assertThat(scenario.segments("ann")).isEmpty();

    scenario.pass("day 140 10:00:30");
    assertThat(scenario.segments("ann")).containsExactly("inactive");
    assertThat(entered(scenario)).containsExactly("day 140 10:00:30 miss-you");

    scenario.at("day 141 10:00", pageViewed("ann"));
    assertThat(scenario.segments("ann")).isEmpty();
  }

  /** A visit whose end is no trigger lies open until the next one; its views age all the same. */
  @Test
  void shouldLeaveByTimeAloneWhenAViewOfAnOpenVisitIsForgotten() {
    FlowScenario scenario =
        replaying(flow("looked-once", "{on: segment-left, segment: looked}", ""))
            .segmented(segment("looked", "'shoes' in history.productIds"))
            .at("10:00", viewed("ann", "shoes"))
            .at("10:01", added("ann", "hat"))
            .at("10:02", removed("ann", "hat"))
            .pass("day 31 10:00:29.999");
    assertThat(scenario.shopper("ann").visit()).as("lies open").isNotNull();
    assertThat(scenario.shopper("ann").history().views()).isEmpty();
    assertThat(scenario.segments("ann")).containsExactly("looked");

    scenario.pass("day 31 10:00:30");

    assertThat(scenario.segments("ann")).isEmpty();
    assertThat(entered(scenario)).containsExactly("day 31 10:00:30 looked-once");
  }

  @Test
  void shouldCountAnOpenedMessageAsAnAnswer() {
    String silent =
        segment(
            "silent",
            "shopper.lastActiveAt > timestamp(0) && now - shopper.lastAnsweredAt > days(60)");
    FlowScenario scenario =
        replaying()
            .segmented(silent)
            .at("10:00", pageViewed("ann"))
            .at("10:01", report(FeedbackKind.OPENED, Channel.EMAIL, null, "ann"))
            .pass("day 61 10:01:29");
    assertThat(scenario.segments("ann")).isEmpty();

    scenario.pass("day 61 10:01:30.001");
    assertThat(scenario.segments("ann")).containsExactly("silent");
    scenario.at("day 62 10:00", report(FeedbackKind.CLICKED, Channel.EMAIL, null, "ann"));
    assertThat(scenario.segments("ann")).isEmpty();
  }

  @Test
  void shouldNotMoveTheMomentWithEachVisit() {
    FlowScenario scenario = replaying().segmented(INACTIVE).at("10:00", pageViewed("ann"));
    Journeys first = scenario.shopper("ann").journeys();
    for (int day = 2; day < 60; day++) {
      scenario.at("day " + day + " 10:00", viewed("ann", "shoes"));
    }
    assertThat(scenario.shopper("ann").journeys()).isSameAs(first);
  }

  @Test
  void shouldSeeAnEventInTimeThatComesBeforeTheMomentIsDecided() {
    FlowScenario scenario =
        replaying(WIN_BACK)
            .segmented(RECENT)
            .at("10:00", ordered("o1", 100, "ann"))
            .at("day 91 10:00:10", ordered("o2", 100, "ann"))
            .pass("day 95 10:00");

    assertThat(scenario.segments("ann")).containsExactly("recent-buyer");
    assertThat(scenario.story()).isEmpty();
  }

  @Test
  void shouldForgetACartAndAProductViewInTime() {
    String cart = segment("big-cart", "cart.value >= 10000");
    String interest =
        segment("acme", "history.items.exists(i, i.productId == 'hat' && i.quantity > 0)");
    FlowScenario scenario =
        replaying()
            .segmented(cart, interest)
            .at("10:00", viewed("ann", "hat"))
            .at("11:00", added("ann", priced("shoes", 2, 5_000)));
    assertThat(scenario.segments("ann")).containsExactly("acme", "big-cart");

    scenario.pass("day 31 10:00:30");
    assertThat(scenario.segments("ann")).containsExactly("big-cart");
    scenario.pass("day 31 11:00:30");
    assertThat(scenario.segments("ann")).isEmpty();
    assertThat(scenario.shopper("ann").cart()).isNull();
  }

  @Test
  void shouldLookAtBrandCategoryPriceAndAttributes() {
    String interest =
        segment(
            "sneakers",
            "'sneakers' in history.categories && 'Acme' in history.brands"
                + " && history.items.exists(i, has(i.price) && i.price >= 8000 && i.price < 12000)");
    String gold = segment("gold", "shopper.attributes.tier == 'gold'");
    Item shoe =
        Item.newBuilder()
            .setProductId("runner")
            .setCategory("sneakers")
            .setBrand("Acme")
            .setPrice(9_900L)
            .build();
    FlowScenario scenario =
        replaying()
            .segmented(interest, gold)
            .at("10:00", viewed("ann", "hat"))
            .at("10:01", viewed("ann", shoe));
    assertThat(scenario.segments("ann")).containsExactly("sneakers");

    scenario.at("10:02", says("tier", "gold", "ann"));
    assertThat(scenario.segments("ann")).containsExactly("gold", "sneakers");
    scenario.at("10:03", says("tier", "silver", "ann"));
    assertThat(scenario.segments("ann")).containsExactly("sneakers");
  }

  @Test
  void shouldLetConditionsOfFlowsAskForSegmentsAndEndRunsWhenOneIsLeft() {
    String loyal =
        """
        flow: loyal
        title: Loyal
        purpose: marketing
        trigger: {on: segment-entered, segment: recent-buyer}
        exit: {when: "!('recent-buyer' in shopper.segments)"}
        steps:
          - wait: {for: 200d}
          - send: {id: late, channel: email, template: late}
        """;
    FlowScenario scenario =
        replaying(loyal)
            .segmented(RECENT)
            .at("10:00", ordered("o1", 100, "ann"))
            .pass("day 91 10:00:30");

    assertThat(scenario.story())
        .containsExactly("10:00 ENTERED STARTED", "day 91 10:00:30 EXITED EXIT_CONDITION");
    assertThat(scenario.shopper("ann").journeys().runs()).isEmpty();
  }

  @Test
  void shouldLetRunsWaitForASegmentAndSayWhichOneStartedThem() {
    String waits =
        """
        flow: waits
        title: Waits
        purpose: marketing
        trigger:
          on: segment-entered
          segment: recent-buyer
          filter: event.name == "Segment Entered" && event.properties.segment == "recent-buyer"
        steps:
          - wait:
              id: rich
              event: Segment Entered
              where: happened.properties.segment == "vip"
              for: 30d
              then:
                - send: {id: thanks, channel: push, template: thanks}
        """;
    FlowScenario scenario =
        replaying(waits)
            .segmented(RECENT, VIP)
            .at("10:00", ordered("o1", 100, "ann"))
            .at("11:00", ordered("o2", 60_000, "ann"));

    assertThat(scenario.story())
        .containsExactly(
            "10:00 ENTERED STARTED",
            "11:00 CONTINUED rich EVENT_CAME",
            "11:00 QUEUED thanks ALLOWED",
            "11:00 SENT thanks ALLOWED",
            "11:00 COMPLETED FINISHED");
  }

  @Test
  void shouldFollowWhatAFlowSetsAndStopWhereFlowsChaseEachOther() {
    String tagged = segment("tagged", "'x' in shopper.tags");
    String on = setting("on", "{on: event, event: Go}", "addTags");
    String off = setting("off", "{on: segment-entered, segment: tagged}", "removeTags");
    String again = setting("again", "{on: segment-left, segment: tagged}", "addTags");

    FlowScenario once = replaying(on).segmented(tagged).at("10:00", custom("Go", Map.of(), "ann"));
    assertThat(once.segments("ann")).containsExactly("tagged");

    FlowScenario chase =
        replaying(on, off, again).segmented(tagged).at("10:00", custom("Go", Map.of(), "ann"));
    assertThat(entered(chase)).containsExactly("10:00 on", "10:00 off");
    assertThat(entered(chase.pass("10:01:01")))
        .containsExactly("10:00 on", "10:00 off", "10:00:30.001 again", "10:01:00.002 off");
  }

  /** What an event of the shop's own says is kept by a flow, and segments ask for it. */
  @Test
  void shouldLookAtEventsThatAFlowKeepsAndAtDeviceAndSource() {
    String asked =
        segment(
            "asked-for-demo",
            "has(shopper.attributes.demoAt) && now - timestamp(shopper.attributes.demoAt) < days(7)");
    String insta =
        segment(
            "from-instagram",
            "has(shopper.attributes.source) && shopper.attributes.source == 'instagram'"
                + " && has(shopper.attributes.device) && shopper.attributes.device == 'ios'");
    String keeps =
        flow(
            "keeps",
            "{on: event, event: Demo Requested}",
            "  - set: {attributes: {demoAt: '${now}'}}\n");
    FlowScenario scenario =
        replaying(keeps)
            .segmented(asked, insta)
            .at("10:00", custom("Demo Requested", Map.of(), "ann"))
            .at("10:01", says("source", "instagram", "ann"))
            .at("10:02", says("device", "ios", "ann"));

    assertThat(scenario.segments("ann")).containsExactly("asked-for-demo", "from-instagram");
    assertThat(scenario.pass("day 8 10:01").segments("ann")).containsExactly("from-instagram");
  }

  @Test
  void shouldChangeMembershipInADecisionOfItsOwnAfterTheReleaseOfASend() {
    String tagged = segment("tagged", "'x' in shopper.tags");
    FlowScenario scenario =
        live(flow("on", "{on: event, event: Go}", "  - set: {addTags: [x]}\n"))
            .segmented(tagged)
            .at("10:00", custom("Go", Map.of(), "ann"));
    assertThat(scenario.segments("ann")).isEmpty();

    scenario.tick("10:01");
    assertThat(scenario.segments("ann")).isEmpty();
    scenario.pass("10:01:30.001");
    assertThat(scenario.segments("ann")).containsExactly("tagged");
  }

  @Test
  void shouldTakeInWhatIsImportedWithoutATrigger() {
    FlowScenario scenario =
        replaying(WELCOME, WIN_BACK)
            .segmented(VIP, RECENT)
            .at(
                "day 31 10:00",
                Touches.historical(Touches.occurred("10:00", ordered("o1", 60_000, "ann"))));
    assertThat(scenario.segments("ann")).containsExactly("recent-buyer", "vip");
    assertThat(scenario.story()).isEmpty();

    scenario.pass("day 91 10:01");
    assertThat(entered(scenario)).containsExactly("day 91 10:00:30 win-back");
  }

  @Test
  void shouldJudgeShoppersAnewWhenADefinitionChangesAndForgetARetiredOne() {
    FlowScenario scenario =
        replaying(WELCOME, GOODBYE)
            .segmented(VIP)
            .at("10:00", ordered("o1", 60_000, "ann"))
            .activateSegment(VIP.replace("50000", "70000"), 2)
            .at("11:00", pageViewed("ann"));
    assertThat(scenario.segments("ann")).isEmpty();
    assertThat(entered(scenario)).containsExactly("10:00 vip-welcome", "11:00 vip-goodbye");

    scenario
        .activateSegment(VIP.replace("50000", "1000"), 3)
        .at("12:00", pageViewed("ann"))
        .retireSegment("vip")
        .at("13:00", pageViewed("ann"));
    assertThat(scenario.shopper("ann").journeys().membership().isNone()).isTrue();
    assertThat(entered(scenario))
        .containsExactly("10:00 vip-welcome", "11:00 vip-goodbye", "12:00 vip-welcome");
  }

  @Test
  void shouldDecideTheSameWhenShoppersAreForgottenInBetween() {
    FlowScenario kept = history(false);
    FlowScenario reloaded = history(true);

    assertThat(reloaded.decisions()).isEqualTo(kept.decisions()).isNotEmpty();
    assertThat(reloaded.shopper("ann").journeys()).isEqualTo(kept.shopper("ann").journeys());
  }

  @Test
  void shouldRememberNothingOfShoppersWithoutSegments() {
    FlowScenario scenario = replaying().at("10:00", pageViewed("ann"));
    assertThat(scenario.shopper("ann").journeys()).isSameAs(Journeys.EMPTY);
    scenario = replaying().segmented(VIP).at("10:00", pageViewed("ann"));
    assertThat(scenario.shopper("ann").journeys()).isSameAs(Journeys.EMPTY);
  }

  private static FlowScenario history(boolean reload) {
    FlowScenario scenario =
        replaying(WELCOME, WIN_BACK).segmented(VIP, RECENT, INACTIVE).at("09:00", known("ann"));
    for (int day = 2; day < 300; day += 37) {
      scenario.at("day " + day + " 10:00", pageViewed("ann"));
      if (reload) {
        scenario.reload("ann");
      }
      if (day % 5 == 0) {
        scenario.at(
            "day " + day + " 11:00", Touches.id("e" + day, ordered("o" + day, 30_000, "ann")));
      }
    }
    return scenario;
  }

  private static List<String> entered(FlowScenario scenario) {
    return scenario.decisions().stream()
        .filter(decision -> decision.getOutcome() == Outcome.ENTERED)
        .map(SegmentsTest::line)
        .toList();
  }

  private static String line(Decision decision) {
    return Clock.print(decision.getAt()) + " " + decision.getFlow();
  }

  private static String segment(String id, String when) {
    return "segment: " + id + "\ntitle: " + id + "\nwhen: \"" + when + "\"\n";
  }

  private static String setting(String id, String trigger, String how) {
    return flow(id, trigger, "").replaceAll("- send: .*", "- set: {" + how + ": [x]}");
  }

  private static String flow(String id, String trigger, String more) {
    return """
    flow: %s
    title: %s
    purpose: marketing
    trigger: %s
    steps:
      - send: {id: hello, channel: push, template: t}
    """
            .formatted(id, id, trigger)
        + more;
  }
}
