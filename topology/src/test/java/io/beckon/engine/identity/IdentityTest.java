package io.beckon.engine.identity;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.becomes;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.report;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.aliased;
import static io.beckon.model.Events.cartReplaced;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.removed;
import static io.beckon.model.Events.viewed;
import static io.beckon.model.Touches.historical;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Outcome;
import io.beckon.contract.Purpose;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.MergedId;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How ids of one shopper become one. */
class IdentityTest {

  private static final String TWO_MAILS =
      """
      flow: two-mails
      title: Two mails
      purpose: recovery
      trigger: {on: cart-abandoned}
      exit:
        on: [Order Completed]
      steps:
        - send: {id: first, channel: email, template: first}
        - wait: {for: 5h}
        - send: {id: second, channel: email, template: second}
      """;

  @Test
  void shouldKeepEverythingUnderTheKnownIdWhenAShopperBecomesKnown() {
    FlowScenario scenario =
        replaying()
            .at("10:00", viewed("anon", "hat"))
            .at("10:01", added("anon", item("shoes", 2)))
            .at("10:02", ordered("anon", "o1"))
            .at("10:03", added("anon", "belt"))
            .at("10:05", becomes("ann", "anon"));

    Shopper ann = scenario.shopper("ann");
    assertThat(cart(ann)).isEqualTo(Map.of("belt", 1));
    assertThat(ann.profile().purchases().count()).isEqualTo(1);
    assertThat(ann.history().views()).singleElement().extracting("item").isEqualTo(item("hat"));
    assertThat(ann.head().links().merged()).extracting(MergedId::id).containsExactly("anon");
    Shopper.Parts left = scenario.shopper("anon").parts();
    assertThat(left.head().links()).isEqualTo(Links.to("ann"));
    assertThat(left)
        .isEqualTo(
            new Shopper.Parts(
                left.head(),
                null,
                null,
                Shopper.Parts.EMPTY.history(),
                Shopper.Parts.EMPTY.profile(),
                Shopper.Parts.EMPTY.sends(),
                Shopper.Parts.EMPTY.journeys(),
                Shopper.Parts.EMPTY.queue()));
  }

  @Test
  void shouldAskTheEarlierIdWhenAnAliasIsMetAtTheKnownOne() {
    FlowScenario scenario =
        replaying()
            .at("10:00", added("anon", "shoes"))
            .at("10:05", aliased("ann", "anon"))
            .at("10:06", added("anon", "belt"));

    assertThat(cart(scenario.shopper("ann"))).isEqualTo(Map.of("belt", 1, "shoes", 1));
    assertThat(scenario.shopper("anon").cart()).isNull();
  }

  @Test
  void shouldApplyOnceWhatComesUnderTheOldIdAgain() {
    ShopperEvent late = added("anon", "belt");
    ShopperEvent early = added("anon", "shoes");
    FlowScenario scenario =
        replaying()
            .at("10:00", early)
            .at("10:05", becomes("ann", "anon"))
            .at("10:06", late)
            .at("10:07", late)
            .at("10:08", early);

    assertThat(cart(scenario.shopper("ann"))).isEqualTo(Map.of("belt", 1, "shoes", 1));
  }

  @Test
  void shouldNotBringBackWhatTheKnownIdBought() {
    FlowScenario scenario =
        replaying()
            .at("10:00", added("anon", "shoes"))
            .at("10:30", ordered("ann", "o1"))
            .at("10:31", becomes("ann", "anon"));
    assertThat(scenario.shopper("ann").cart()).isNull();
  }

  @Test
  void shouldCloseTheKnownCartThatTheOtherIdBought() {
    FlowScenario scenario =
        replaying()
            .at("10:00", added("ann", "shoes"))
            .at("10:30", ordered("anon", "o1"))
            .at("10:31", added("anon", "belt"))
            .at("10:32", becomes("ann", "anon"));
    assertThat(cart(scenario.shopper("ann"))).isEqualTo(Map.of("belt", 1));
  }

  @Test
  void shouldNotBringBackALineThatTheKnownIdTookOut() {
    FlowScenario scenario =
        replaying()
            .at("10:00", added("anon", "shoes"))
            .at("10:01", added("anon", "belt"))
            .at("10:10", added("ann", "shoes"))
            .at("10:20", added("ann", "hat"))
            .at("10:21", removed("ann", "shoes"))
            .at("10:30", becomes("ann", "anon"));
    assertThat(cart(scenario.shopper("ann"))).isEqualTo(Map.of("belt", 1, "hat", 1));
  }

  @Test
  void shouldRememberWhatWasTakenOutWhenTheCartIsEmpty() {
    FlowScenario scenario =
        replaying()
            .at("10:00", added("anon", "shoes"))
            .at("10:01", added("anon", "belt"))
            .at("10:10", added("ann", "shoes"))
            .at("10:20", cartReplaced("ann"))
            .at("10:25", added("anon", "hat"))
            .reload("ann")
            .at("10:30", becomes("ann", "anon"));
    assertThat(cart(scenario.shopper("ann"))).isEqualTo(Map.of("belt", 1, "hat", 1));
  }

  @Test
  void shouldTakeTheNewerQuantityOfALine() {
    FlowScenario scenario =
        replaying()
            .at("10:00", added("ann", item("shoes", 5)))
            .at("10:00", added("ann", item("belt", 5)))
            .at("10:01", added("anon", item("shoes", 2)))
            .at("10:02", added("ann", item("belt", 1)))
            .at("10:03", becomes("ann", "anon"));
    assertThat(cart(scenario.shopper("ann"))).isEqualTo(Map.of("belt", 6, "shoes", 2));
  }

  @Test
  void shouldCountAnOrderOnceThatBothIdsReported() {
    FlowScenario scenario =
        replaying()
            .at("10:00", io.beckon.engine.People.ordered("o1", 5000, "anon"))
            .at("10:01", io.beckon.engine.People.ordered("o1", 5000, "ann"))
            .at("10:02", io.beckon.engine.People.ordered("o2", 700, "ann"))
            .at("10:05", becomes("ann", "anon"));
    assertThat(scenario.shopper("ann").profile().purchases().count()).isEqualTo(2);
    assertThat(scenario.shopper("ann").profile().purchases().spent()).isEqualTo(5700);
  }

  @Test
  void shouldGoOnWithARunUnderTheKnownIdAndSendNoStepTwice() {
    FlowScenario scenario =
        replaying(TWO_MAILS)
            .at("09:00", known("anon"))
            .at("10:00", added("anon", "shoes"))
            .pass("12:00");
    Run run = scenario.shopper("anon").journeys().runs().get(0);

    scenario
        .at("12:30", becomes("ann", "anon"))
        .pass("16:00:30")
        .pass("16:00:31")
        .pass("day 3 00:00");

    assertThat(scenario.sent())
        .extracting(SendCommand::getShopperId, SendCommand::getStep)
        .map(Object::toString)
        .containsExactly("(\"anon\", \"first\")", "(\"ann\", \"second\")");
    assertThat(scenario.sent()).allMatch(sent -> sent.getRunId().equals(run.runId()));
    assertThat(scenario.decisions("ann")).last().extracting("reason").isEqualTo("FINISHED");
    assertThat(scenario.shopper("ann").sends().messages()).hasSize(2);
  }

  @Test
  void shouldEndTheLaterOfTwoRunsOfAFlowAndCancelWhatItWaitsToSend() {
    FlowScenario scenario =
        live(TWO_MAILS)
            .at("09:00", known("ann"))
            .at("09:00", known("anon"))
            .at("10:00", added("ann", "shoes"))
            .at("10:30", added("anon", "belt"))
            .pass("11:31");
    assertThat(scenario.shopper("anon").queue().sends()).hasSize(1);

    scenario.at("11:32", becomes("ann", "anon")).tick("11:33").tick("day 2 00:00");

    assertThat(scenario.decisions("ann"))
        .filteredOn(d -> d.getReason().equals("MERGED"))
        .extracting(Decision::getOutcome)
        .containsExactly(Outcome.CANCELLED, Outcome.EXITED);
    assertThat(scenario.sent()).extracting(SendCommand::getStep).containsExactly("first");
    assertThat(scenario.sent().get(0).getShopperId()).isEqualTo("ann");
  }

  @Test
  void shouldReleaseAQueuedSendUnderTheKnownId() {
    FlowScenario scenario =
        live(TWO_MAILS)
            .at("09:00", known("anon"))
            .at("10:00", added("anon", "shoes"))
            .pass("11:31");
    String command = scenario.shopper("anon").queue().sends().get(0).commandId();

    scenario.at("11:32", becomes("ann", "anon")).tick("11:33").tick("11:34");

    assertThat(scenario.sent()).singleElement().extracting("commandId").isEqualTo(command);
    assertThat(scenario.sent().get(0).getShopperId()).isEqualTo("ann");
  }

  @Test
  void shouldSendNothingMoreWhenTheKnownIdBoughtMeanwhile() {
    FlowScenario scenario =
        replaying(TWO_MAILS)
            .at("09:00", known("anon"))
            .at("10:00", added("anon", "shoes"))
            .pass("12:00")
            .at("12:10", ordered("ann", "o1"))
            .at("12:30", becomes("ann", "anon"));

    assertThat(scenario.decisions("ann")).last().extracting("reason").isEqualTo("ORDER_COMPLETED");
    assertThat(scenario.pass("day 3 00:00").sent()).hasSize(1);
  }

  @Test
  void shouldKeepCapsOverBothIds() {
    FlowScenario scenario =
        replaying(
                TWO_MAILS,
                """
                flow: hello
                title: Hello
                purpose: marketing
                trigger: {on: event, event: Hello}
                steps:
                  - send: {id: hi, channel: email, template: hi}
                """)
            .under("caps: [{name: mails, max: 1, per: 24h}]\n")
            .at("09:00", known("anon"))
            .at("10:00", added("anon", "shoes"))
            .pass("12:00")
            .at("12:30", becomes("ann", "anon"))
            .at("12:31", io.beckon.model.Events.custom("ann", "Hello"));

    assertThat(scenario.decisions("ann")).last().extracting("reason").isEqualTo("FINISHED");
    assertThat(scenario.decisions("ann"))
        .anyMatch(d -> d.getOutcome() == Outcome.SKIPPED && d.getReason().equals("CAP_REACHED"));
    assertThat(scenario.sent()).hasSize(1);
  }

  @Test
  void shouldTriggerAnAbandonmentUnderTheKnownId() {
    FlowScenario scenario =
        replaying(TWO_MAILS)
            .at("09:00", known("ann"))
            .at("10:00", added("anon", "shoes"))
            .at("10:30", becomes("ann", "anon"))
            .pass("12:00");
    assertThat(scenario.sent()).singleElement().extracting("shopperId").isEqualTo("ann");
  }

  @Test
  void shouldChangeNothingWhenTheSameIsSaidAgain() {
    FlowScenario scenario =
        replaying()
            .at("10:00", added("anon", item("shoes", 2)))
            .at("10:01", ordered("anon", "o1"))
            .at("10:02", added("anon", "hat"))
            .at("10:05", becomes("ann", "anon"));
    Shopper.Parts once = scenario.shopper("ann").parts();

    scenario
        .at("10:06", becomes("ann", "anon"))
        .at("10:07", aliased("ann", "anon"))
        .at("10:08", aliased("ann", "ann"))
        .at("10:09", becomes("ann", "ann"));

    Shopper.Parts again = scenario.shopper("ann").parts();
    assertThat(again.cart()).isEqualTo(once.cart());
    assertThat(again.profile().purchases()).isEqualTo(once.profile().purchases());
    assertThat(again.head().links().merged()).hasSize(1);
  }

  @Test
  void shouldBeOneShopperWhenIdsGoInACircle() {
    FlowScenario scenario =
        replaying()
            .at("10:00", added("a", "shoes"))
            .at("10:01", added("b", "hat"))
            .at("10:02", added("c", "belt"))
            .at("10:05", becomes("b", "a"))
            .at("10:06", becomes("c", "b"))
            .at("10:07", becomes("a", "c"))
            .at("10:08", added("b", "scarf"))
            .at("10:09", added("c", "gloves"));

    assertThat(cart(scenario.shopper("a")))
        .isEqualTo(Map.of("belt", 1, "gloves", 1, "hat", 1, "scarf", 1, "shoes", 1));
    assertThat(scenario.shopper("a").head().links().movedTo()).isNull();
    assertThat(scenario.shopper("b").cart()).isNull();
    assertThat(scenario.shopper("c").cart()).isNull();
  }

  @Test
  void shouldGoRoundNoLongerThanOnceWhenMoreIdsThanAreRememberedGoInACircle() {
    FlowScenario scenario = replaying().at("10:00", added("s0", "shoes"));
    int ids = Links.MAX_MERGED + 10;
    for (int i = 0; i < ids; i++) {
      scenario.at("10:01", becomes("s" + (i + 1) % ids, "s" + i));
    }
    scenario.at("10:02", added("s7", "hat"));
    assertThat(cart(scenario.shopper("s0"))).isEqualTo(Map.of("hat", 1, "shoes", 1));
  }

  @Test
  void shouldLeaveThePastWithTheFirstCustomerAndTheFutureToTheLatest() {
    FlowScenario scenario =
        replaying()
            .at("10:00", added("tablet", "shoes"))
            .at("10:01", becomes("ann", "tablet"))
            .at("10:02", added("tablet", "hat"))
            .at("11:00", becomes("bob", "tablet"))
            .at("11:01", added("tablet", "belt"));

    assertThat(cart(scenario.shopper("ann"))).isEqualTo(Map.of("hat", 1, "shoes", 1));
    assertThat(cart(scenario.shopper("bob"))).isEqualTo(Map.of("belt", 1));
  }

  @Test
  void shouldMergeImportsWithoutMessagingAnybody() {
    FlowScenario scenario =
        replaying(
                """
                flow: hello
                title: Hello
                purpose: marketing
                trigger: {on: event, event: Identified}
                steps:
                  - send: {id: hi, channel: email, template: hi}
                """)
            .at("10:00", historical(ordered("anon", "o1")))
            .at("10:01", historical(becomes("ann", "anon")))
            .at("10:02", historical(aliased("ann", "phone")))
            .pass("day 5 00:00");

    assertThat(scenario.shopper("ann").profile().purchases().count()).isEqualTo(1);
    assertThat(scenario.shopper("phone").head().links().movedTo()).isEqualTo("ann");
    assertThat(scenario.decisions()).isEmpty();
  }

  @Test
  void shouldStartFlowsOfTheIdentificationAtTheKnownId() {
    FlowScenario scenario =
        replaying(
                """
                flow: hello
                title: Hello
                purpose: marketing
                trigger: {on: event, event: Identified}
                steps:
                  - send: {id: hi, channel: email, template: hi}
                """)
            .at("10:00", pageViewed("anon"))
            .at("10:01", becomes("ann", "anon"));

    assertThat(scenario.decisions()).isNotEmpty();
    assertThat(scenario.decisions()).allMatch(d -> d.getShopperId().equals("ann"));
  }

  @Test
  void shouldTakeTheLatestConsentAndKeepSuppressions() {
    FlowScenario scenario =
        replaying()
            .at("10:00", known("ann"))
            .at("10:01", says(ConsentState.DENIED, Channel.EMAIL, "anon"))
            .at("10:02", says(ConsentState.DENIED, Channel.SMS, "anon"))
            .at("10:03", says(ConsentState.GRANTED, Channel.SMS, "ann"))
            .at("10:04", report(FeedbackKind.COMPLAINED, Channel.EMAIL, null, "anon"))
            .at("10:05", becomes("ann", "anon"));

    Shopper ann = scenario.shopper("ann");
    assertThat(ann.profile().consent(Channel.EMAIL, Purpose.MARKETING))
        .extracting("state")
        .isEqualTo(ConsentState.DENIED);
    assertThat(ann.profile().consent(Channel.SMS, Purpose.MARKETING))
        .extracting("state")
        .isEqualTo(ConsentState.GRANTED);
    assertThat(ann.profile().suppressions())
        .extracting(Suppression::reason)
        .containsExactly("COMPLAINT");
  }

  @Test
  void shouldTakeNoOptInForAnotherAddress() {
    FlowScenario scenario =
        replaying()
            .at("10:00", says(ConsentState.DENIED, Channel.EMAIL, "ann"))
            .at("10:00", known("ann"))
            .at("10:00", says(ConsentState.DENIED, Channel.EMAIL, "ann"))
            .at("10:01", known("anon"))
            .at("10:05", becomes("ann", "anon"));

    Shopper ann = scenario.shopper("ann");
    assertThat(ann.profile().contact().email()).isEqualTo("ann@example.com");
    assertThat(ann.profile().consent(Channel.EMAIL, Purpose.MARKETING))
        .extracting("state")
        .isEqualTo(ConsentState.DENIED);
  }

  @Test
  void shouldNotMindInWhichOrderTwoIdsAreMerged() {
    List<ShopperEvent> events =
        List.of(
            added("a", item("shoes", 2)),
            added("b", item("shoes", 3)),
            added("b", "belt"),
            ordered("a", "o1"),
            added("a", "hat"),
            ordered("b", "o1"),
            ordered("b", "o2"),
            added("b", "hat"));
    Shopper one = played(events, becomes("ann", "a"), becomes("ann", "b"));
    Shopper other = played(events, becomes("ann", "b"), becomes("ann", "a"));

    assertThat(cart(one)).isEqualTo(cart(other)).isEqualTo(Map.of("hat", 1));
    assertThat(one.profile().purchases().count())
        .isEqualTo(other.profile().purchases().count())
        .isEqualTo(2);
  }

  private static Shopper played(List<ShopperEvent> events, ShopperEvent... ids) {
    FlowScenario scenario = replaying();
    int second = 10;
    for (ShopperEvent event : events) {
      scenario.at("10:00:" + second++, event);
    }
    for (ShopperEvent id : ids) {
      scenario.at("10:01:" + second++, id);
    }
    return scenario.shopper("ann");
  }

  private static Map<String, Integer> cart(Shopper shopper) {
    Map<String, Integer> lines = new TreeMap<>();
    Cart cart = shopper.cart();
    if (cart != null) {
      cart.items().forEach(i -> lines.put(i.getProductId(), i.getQuantity()));
    }
    return lines;
  }
}
