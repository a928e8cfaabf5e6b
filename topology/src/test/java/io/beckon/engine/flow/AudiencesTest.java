package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.ordered;
import static io.beckon.engine.People.report;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.pageViewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AudienceAction;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.model.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who joins an audience, as whom, and when they leave it. */
class AudiencesTest {

  private static final String CART =
      """
      flow: retarget-cart
      title: Retarget carts
      purpose: marketing
      trigger: {on: cart-abandoned}
      exit: {on: [Order Completed], when: "!cart.open"}
      steps:
        - audience: {id: ads, join: cart-left, for: 14d}
      """;

  private static final String ADS =
      """
      flow: %s
      title: Ads
      purpose: marketing
      trigger: {on: event, event: %s}
      exit: {on: [Ads Ended]}
      steps:
        - audience: {join: %s, for: 1h}
        - send: {id: mail, channel: email, template: %s}
      """;

  private static FlowScenario ads(String caps) {
    return replaying(ADS.formatted("one", "One", "a", "t1"), ADS.formatted("two", "Two", "b", "t2"))
        .under("caps:\n" + caps)
        .at("08:00", known("ann"));
  }

  private static List<String> joins(FlowScenario scenario) {
    return scenario.audiences().stream()
        .filter(change -> change.getAction() == AudienceAction.JOIN)
        .map(change -> change.getAudience() + " " + Clock.print(change.getAt()))
        .toList();
  }

  @Test
  void shouldRefuseAJoinWhenACapOfAdvertisementsIsReached() {
    FlowScenario ann =
        ads("  - {name: ads, channels: [ads], max: 1, per: 2d}\n")
            .at("09:00", custom("One", Map.of(), "ann"))
            .at("10:00", custom("Two", Map.of(), "ann"))
            .at("day 3 08:59", custom("Two", Map.of(), "ann"))
            .at("day 3 11:00", custom("Two", Map.of(), "ann"));

    assertThat(joins(ann)).containsExactly("a 09:00", "b day 3 11:00");
    assertThat(ann.sent()).as("the flow goes on, and mails are no ads").hasSize(4);
    Decision refused =
        ann.decisions().stream()
            .filter(d -> d.getReason().equals("CAP_REACHED"))
            .findFirst()
            .orElseThrow();
    assertThat(refused.getOutcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(refused.getRule()).isEqualTo("ads");
    assertThat(refused.getInputs()).containsEntry("cap.ads", "1/1").containsEntry("audience", "b");
  }

  @Test
  void shouldCountMailsAndAdvertisementsTogetherWhereACapNamesBoth() {
    FlowScenario ann =
        ads("  - {name: touches, channels: [email, ads], max: 3, per: 2d}\n")
            .at("09:00", custom("One", Map.of(), "ann"))
            .at("10:00", custom("Two", Map.of(), "ann"));

    assertThat(joins(ann)).containsExactly("a 09:00", "b 10:00");
    assertThat(ann.sent()).extracting(SendCommand::getTemplate).containsExactly("t1");
    assertThat(ann.story()).contains("10:00 SKIPPED mail CAP_REACHED");
  }

  @Test
  void shouldNotCountAdvertisementsWhereNoCapNamesThem() {
    FlowScenario ann =
        ads("  - {name: all, max: 2, per: 2d}\n")
            .at("09:00", custom("One", Map.of(), "ann"))
            .at("10:00", custom("Two", Map.of(), "ann"));

    assertThat(joins(ann)).hasSize(2);
    assertThat(ann.sent()).hasSize(2);
    assertThat(ann.shopper("ann").sends().ads()).as("nothing is remembered for nobody").isEmpty();
  }

  @Test
  void shouldLetAJoinWaitForRoomUnlessItWouldBeStale() {
    FlowScenario ann =
        ads("  - {name: ads, channels: [ads], max: 1, per: 3h, then: defer}\n")
            .at("09:00", custom("One", Map.of(), "ann"))
            .at("10:00", custom("Two", Map.of(), "ann"))
            .pass("14:00");
    assertThat(joins(ann)).containsExactly("a 09:00", "b 12:00:30");
    assertThat(ann.story()).contains("10:00 DEFERRED audience-1 CAP_REACHED until 12:00");

    FlowScenario late =
        ads("  - {name: ads, channels: [ads], max: 1, per: 3d, then: defer}\n")
            .at("09:00", custom("One", Map.of(), "ann"))
            .at("10:00", custom("Two", Map.of(), "ann"))
            .pass("day 9 14:00");
    assertThat(joins(late)).containsExactly("a 09:00");
    assertThat(late.sent()).hasSize(2);
  }

  @Test
  void shouldLeaveNothingBehindWhenAWaitingJoinsFlowEnds() {
    FlowScenario ann =
        ads("  - {name: ads, channels: [ads], max: 1, per: 3h, then: defer}\n")
            .at("09:00", custom("One", Map.of(), "ann"))
            .at("10:00", custom("Two", Map.of(), "ann"))
            .at("11:00", custom("Ads Ended", Map.of(), "ann"))
            .pass("18:00");

    assertThat(joins(ann)).containsExactly("a 09:00");
    assertThat(ann.shopper("ann").journeys().runs()).isEmpty();
  }

  @Test
  void shouldHoldAnAnonymousShopperUntilTheTimeIsOver() {
    FlowScenario scenario =
        replaying(CART).at("10:00", added("anon-1", "shoes")).pass("day 15 11:00:59");

    assertThat(changes(scenario)).containsExactly("11:00:30 JOIN cart-left anon-1 JOINED");
    AudienceChange join = scenario.audiences().get(0);
    assertThat(join.getValidUntil()).isEqualTo(Clock.at("day 15 11:00:30"));
    assertThat(join.getProductIds()).containsExactly("shoes");

    scenario.pass("day 15 11:01");
    assertThat(changes(scenario))
        .containsExactly(
            "11:00:30 JOIN cart-left anon-1 JOINED", "day 15 11:01 LEAVE cart-left anon-1 EXPIRED");
    assertThat(scenario.shopper("anon-1").journeys().runs()).isEmpty();
  }

  @Test
  void shouldLetGoAtOnceWhenTheShopperOrders() {
    FlowScenario scenario =
        live(CART)
            .at("10:00", added("anon-1", "shoes"))
            .pass("12:00")
            .at("13:00", ordered("anon-1", "o-1"))
            .pass("day 20 00:00");

    assertThat(changes(scenario))
        .containsExactly(
            "11:00:30 JOIN cart-left anon-1 JOINED",
            "13:00 LEAVE cart-left anon-1 ORDER_COMPLETED");
    assertThat(scenario.audiences().get(1).getValidUntil()).isNull();
    assertThat(scenario.audiences().get(1).getProductIds()).isEmpty();
    assertThat(scenario.audiences().get(1).getRunId())
        .isEqualTo(scenario.audiences().get(0).getRunId());
  }

  @Test
  void shouldHideTheIdOfAShopperWithContactDataAndKeepItWhenTheyBecomeKnown() {
    FlowScenario known =
        replaying(CART).at("09:00", known("ann")).at("10:00", added("ann", "shoes")).pass("12:00");
    AudienceChange join = known.audiences().get(0);
    assertThat(join.getMemberId()).isNotEqualTo("ann").hasSize(36);
    assertThat(known.audiences().toString()).doesNotContain("ann").doesNotContain("+49");

    FlowScenario later =
        replaying(CART)
            .at("10:00", added("anon-1", "shoes"))
            .pass("12:00")
            .at("12:00", known("anon-1"))
            .reload("anon-1")
            .at("13:00", ordered("anon-1", "o-1"));
    assertThat(later.audiences())
        .extracting(AudienceChange::getMemberId)
        .as("the one who joined is the one who leaves")
        .containsExactly("anon-1", "anon-1");
  }

  @Test
  void shouldStayWhileAnotherRunHoldsTheShopper() {
    String other =
        CART.replace("retarget-cart", "retarget-page")
            .replace("{on: cart-abandoned}", "{on: event, event: Pricing Viewed}")
            .replace("exit: {on: [Order Completed], when: \"!cart.open\"}", "exit: {on: [Bored]}");
    FlowScenario scenario =
        replaying(CART, other)
            .at("10:00", added("anon-1", "shoes"))
            .pass("12:00")
            .at("12:30", custom("Pricing Viewed", Map.of(), "anon-1"))
            .at("13:00", ordered("anon-1", "o-1"));
    assertThat(changes(scenario))
        .containsExactly(
            "11:00:30 JOIN cart-left anon-1 JOINED", "12:30 JOIN cart-left anon-1 JOINED");

    scenario.at("14:00", custom("Bored", Map.of(), "anon-1"));
    assertThat(changes(scenario)).hasSize(3).endsWith("14:00 LEAVE cart-left anon-1 EXIT_EVENT");
  }

  @Test
  void shouldLeaveByAStepAndSayBothInDecisions() {
    FlowScenario scenario =
        replaying(
                """
                flow: short
                title: Short
                purpose: marketing
                trigger: {on: event, event: Signed Up}
                steps:
                  - audience: {id: in, join: new-people, for: 30d}
                  - wait: {for: 3d}
                  - audience: {id: out, leave: new-people}
                """)
            .at("10:00", custom("Signed Up", Map.of(), "anon-1"))
            .pass("day 5 00:00");

    assertThat(changes(scenario))
        .containsExactly(
            "10:00 JOIN new-people anon-1 JOINED", "day 4 10:00:30 LEAVE new-people anon-1 LEFT");
    assertThat(scenario.decisions())
        .extracting(Decision::getReason)
        .containsExactly("STARTED", "AUDIENCE_JOINED", "AUDIENCE_LEFT", "FINISHED");
  }

  @Test
  void shouldExpireBeforeTheNextStepWhenTheRunGoesOn() {
    FlowScenario scenario =
        replaying(
                """
                flow: long
                title: Long
                purpose: marketing
                trigger: {on: event, event: Signed Up}
                steps:
                  - audience: {join: new-people, for: 1d}
                  - wait: {for: 3d}
                  - set: {addTags: [old]}
                """)
            .at("10:00", custom("Signed Up", Map.of(), "anon-1"))
            .pass("day 5 00:00");

    assertThat(changes(scenario))
        .containsExactly(
            "10:00 JOIN new-people anon-1 JOINED",
            "day 4 10:00:30 LEAVE new-people anon-1 EXPIRED");
  }

  @Test
  void shouldHaveTheSameIdsInEveryReplay() {
    var added = added("anon-1", "shoes");
    assertThat(replaying(CART).at("10:00", added).pass("day 20 00:00").audiences())
        .isEqualTo(live(CART).at("10:00", added).pass("day 20 00:00").audiences());
  }

  /** Mail those who answer; show advertisements to those who do not, and after three mails. */
  @Test
  void shouldSwitchFromMailToAdvertisementsByEngagementAndAfterSomeTouches() {
    String flow =
        """
        flow: mail-or-ad
        title: Mail or advertisement
        purpose: marketing
        trigger: {on: event, event: Left}
        exit: {on: [Order Completed]}
        steps:
          - branch:
              id: engaged
              when: now - shopper.lastAnsweredAt < days(30) && sent.count < 2
              then:
                - send: {id: mail, channel: email, template: come-back}
              else:
                - audience: {join: come-back, for: 7d}
        """;
    FlowScenario scenario =
        replaying(flow)
            .at("09:00", known("ann"))
            .at("09:30", pageViewed("ann"))
            .at("10:00", custom("Left", Map.of(), "ann"));
    assertThat(scenario.sent()).as("nobody answered yet").isEmpty();
    assertThat(scenario.audiences()).hasSize(1);

    scenario
        .at("day 9 10:00", report(FeedbackKind.OPENED, Channel.EMAIL, null, "ann"))
        .at("day 9 11:00", custom("Left", Map.of(), "ann"))
        .at("day 10 11:00", custom("Left", Map.of(), "ann"))
        .at("day 11 11:00", custom("Left", Map.of(), "ann"));
    assertThat(scenario.sent())
        .extracting(SendCommand::getAt)
        .containsExactly(Clock.at("day 9 11:00"), Clock.at("day 10 11:00"));
    assertThat(scenario.audiences())
        .as("after two touches the advertisement takes over")
        .extracting(AudienceChange::getAt)
        .contains(Clock.at("day 11 11:00"));
  }

  /** Offers of mails are for a segment; advertisements with a discount ask for the same one. */
  @Test
  void shouldAdvertiseADiscountOnlyToThoseWhoWouldGetItByMail() {
    String flow =
        """
        flow: left
        title: Left
        purpose: marketing
        trigger: {on: event, event: Left}
        steps:
          - send:
              id: mail
              channel: email
              template: t
              offer: {percent: 10, code: VIP10, validFor: 1d, segment: vip}
          - branch:
              id: worth
              when: "'vip' in shopper.segments"
              then:
                - audience: {join: left-with-discount, for: 7d}
              else:
                - audience: {join: left, for: 7d}
        """;
    FlowScenario scenario =
        replaying(flow)
            .segmented("segment: vip\ntitle: VIP\nwhen: shopper.spent > 50000\n")
            .at("09:00", known("ann"))
            .at("09:00", known("bob"))
            .at("09:10", ordered("o1", 60_000, "ann"))
            .at("10:00", custom("Left", Map.of(), "ann"))
            .at("10:00", custom("Left", Map.of(), "bob"));

    assertThat(scenario.sent())
        .extracting(sent -> sent.getOffer() != null)
        .containsExactly(true, false);
    assertThat(scenario.audiences())
        .extracting(AudienceChange::getAudience)
        .containsExactly("left-with-discount", "left");
  }

  private static List<String> changes(FlowScenario scenario) {
    return scenario.audiences().stream()
        .map(
            change ->
                Clock.print(change.getAt())
                    + " "
                    + change.getAction()
                    + " "
                    + change.getAudience()
                    + " "
                    + change.getMemberId()
                    + " "
                    + change.getReason())
        .toList();
  }
}
