package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.ordered;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.priced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.beckon.contract.Channel;
import io.beckon.contract.CodeGiven;
import io.beckon.contract.CodesAdded;
import io.beckon.contract.ConsentState;
import io.beckon.contract.CouponAction;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.Offer;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.catalog.Goods;
import io.beckon.model.Clock;
import io.beckon.model.Touches;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which messages make an offer, to whom, how often, and what becomes of them when they can't. */
class OffersTest {

  private static final String VIP =
      """
      segment: vip
      title: Spent more than 500
      when: shopper.spent > 50000
      """;

  @Test
  void shouldMakeItToMembersOfTheSegmentOnly() {
    FlowScenario scenario =
        asking("offer: {percent: 10, code: VIP10, validFor: 1d, segment: vip}")
            .segmented(VIP)
            .at("09:00", known("ann"))
            .at("09:00", known("bob"))
            .at("09:10", ordered("o1", 60_000, "ann"))
            .at("10:00", ask("ann"))
            .at("10:00", ask("bob"));

    assertThat(scenario.sent()).extracting(SendCommand::getShopperId).containsExactly("ann", "bob");
    assertThat(scenario.sent().get(0).getOffer().getCode()).isEqualTo("VIP10");
    assertThat(scenario.sent().get(1).getOffer()).isNull();
    assertThat(scenario.decisions("bob"))
        .filteredOn(decision -> decision.getOutcome() == Outcome.SENT)
        .allSatisfy(
            decision ->
                assertThat(decision.getInputs())
                    .containsEntry("offer", "left out: OFFER_NOT_FOR_SEGMENT"));
  }

  @Test
  void shouldStopTheMessageInsteadIfToldTo() {
    FlowScenario scenario =
        asking("offer: {percent: 10, validFor: 1d, segment: vip, otherwise: stop}")
            .segmented(VIP)
            .at("09:00", known("bob"))
            .at("10:00", ask("bob"));

    assertThat(scenario.sent()).isEmpty();
    assertThat(scenario.story()).contains("10:00 SKIPPED hello OFFER_NOT_FOR_SEGMENT");
  }

  @Test
  void shouldMakeItOncePerPeriodForLongerThanMessagesAreRemembered() {
    FlowScenario scenario =
        asking("offer: {gift: mug, validFor: 1d, once: 90d}")
            .at("09:00", known("ann"))
            .at("10:00", ask("ann"))
            .at("day 60 10:00", ask("ann"))
            .at("day 91 09:59", ask("ann"))
            .at("day 91 10:00", ask("ann"));

    assertThat(scenario.sent()).hasSize(4);
    assertThat(scenario.sent().stream().map(sent -> sent.getOffer() != null))
        .containsExactly(true, false, false, true);
  }

  @Test
  void shouldCountOffersOfOneNameAsOne() {
    String flow = flow("one", "offer: {percent: 5, validFor: 1d, once: 9d, name: welcome}");
    String other = flow("two", "offer: {percent: 9, validFor: 1d, once: 9d, name: welcome}");
    FlowScenario scenario =
        replaying(flow, other).at("09:00", known("ann")).at("10:00", ask("ann"));

    assertThat(scenario.sent()).hasSize(2);
    assertThat(scenario.sent().stream().filter(sent -> sent.getOffer() != null)).hasSize(1);
  }

  @Test
  void shouldCountWhatQualifiesOnly() {
    String offer =
        "offer: {percent: 10, validFor: 1d, minValue: 5000, exclude: {products: [book]}}";
    assertThat(offerOn(offer, priced("shoes", 1, 5_000), priced("book", 1, 900))).isNotNull();
    assertThat(offerOn(offer, priced("shoes", 1, 4_999), priced("book", 3, 9_000))).isNull();
    assertThat(offerOn(offer, priced("book", 9, 9_000))).isNull();
    assertThat(offerOn(offer.replace("minValue: 5000, ", ""), priced("book", 1, 1))).isNull();
  }

  private static Offer offerOn(String offer, io.beckon.contract.Item... items) {
    FlowScenario scenario =
        replaying(
                flow("recovery", offer).replace("{on: event, event: Ask}", "{on: cart-abandoned}"))
            .at("09:00", known("ann"));
    for (io.beckon.contract.Item item : items) {
      scenario.at("10:00", added("ann", item));
    }
    return scenario.pass("12:00").sent().get(0).getOffer();
  }

  @Test
  void shouldNotMakeAnOfferWhoseCodeTheShopRefused() {
    FlowScenario scenario =
        asking("offer: {percent: 10, code: COMEBACK, validFor: 1d}")
            .at("09:00", known("ann"))
            .at("10:00", ask("ann"))
            .at("10:05", denied("comeback", "ann"))
            .at("11:00", ask("ann"))
            .at("11:00", known("bob"))
            .at("11:00", ask("bob"));

    assertThat(scenario.sent().stream().map(sent -> sent.getOffer() != null))
        .containsExactly(true, false, true);
  }

  @Test
  void shouldSayHowLongItIsGoodFromTheRealSend() {
    FlowScenario scenario =
        live(flow("ask", "sendBy: 2h\n      offer: {shipping: free, validFor: 1d}"))
            .at("09:00", known("ann"))
            .at("10:00", ask("ann"))
            .tick("10:30");
    Offer offer = scenario.sent().get(0).getOffer();

    assertThat(offer.getKind()).isEqualTo("shipping");
    assertThat(offer.getDetail()).isEqualTo("free");
    assertThat(offer.getValidUntil()).isEqualTo(Clock.at("day 2 10:30"));
    assertThat(offer.getValidForMs()).isEqualTo(86_400_000L);
    assertThat(offer.getHonourUntil()).isEqualTo(Clock.at("day 2 12:30"));
  }

  @Test
  void shouldGiveEachRunACodeOfItsOwnAndTheSameInEveryReplay() {
    List<String> codes = codes();

    assertThat(codes).hasSize(40).doesNotHaveDuplicates().isEqualTo(codes());
    assertThat(codes).allMatch(code -> code.matches("BACK-[0-9A-HJKMNP-TV-Z]{12}"));
  }

  private static List<String> codes() {
    FlowScenario scenario =
        asking("offer: {percent: 10, code: \"BACK-${run.code}\", validFor: 1d}");
    for (int i = 0; i < 40; i++) {
      scenario.at("09:00", known("s" + i)).at("10:00", Touches.id("a", ask("s" + i)));
    }
    return scenario.sent().stream().map(sent -> sent.getOffer().getCode()).toList();
  }

  @Property(tries = 20)
  void shouldTellCodesOfManyRunsApart(@ForAll @IntRange(min = 0) int seed) {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      codes.add(Codes.of(new UUID(seed, i).toString()));
    }
    assertThat(codes).hasSize(2_000);
  }

  @Test
  void shouldNotLowerThePriceOfWhatIsReducedAlready() {
    FlowScenario scenario =
        replaying(
                flow("recovery", "offer: {percent: 10, validFor: 1d, exclude: {reduced: true}}")
                    .replace("{on: event, event: Ask}", "{on: cart-abandoned}"))
            .listing(
                Goods.of("hat").setPrice(900L).setCompareAtPrice(1_200L).build(),
                Goods.of("shoes").setPrice(5_000L).setCompareAtPrice(5_000L).build())
            .at("09:00", known("ann"))
            .at("09:00", known("bob"))
            .at("10:00", added("ann", priced("hat", 1, 1_200)))
            .at("10:00", added("bob", priced("hat", 1, 1_200)))
            .at("10:00", added("bob", priced("shoes", 1, 5_000)))
            .pass("12:00");

    assertThat(scenario.sent())
        .extracting(SendCommand::getShopperId, sent -> sent.getOffer() != null)
        .containsExactlyInAnyOrder(tuple("ann", false), tuple("bob", true));
  }

  private static final String POOL = "offer: {percent: 10, pool: summer, validFor: 1d}";

  @Test
  void shouldGiveEachMessageACodeOfThePoolAndNoneTwice() {
    FlowScenario scenario =
        asking(POOL).at("08:00", codes("summer", null, "S3", "S1", "S2")).at("09:00", known("ann"));
    for (String shopper : List.of("bob", "cat")) {
      scenario.at("09:00", known(shopper));
    }
    scenario
        .at("10:00", ask("ann"))
        .at("10:00", ask("bob"))
        .at("11:00", codes("summer", null, "S1", "S2", "S3"))
        .at("11:00", ask("cat"))
        .at("12:00", ask("ann"));

    assertThat(given(scenario)).containsExactly("S1", "S2", "S3", "null");
    assertThat(scenario.decisions("ann"))
        .filteredOn(decision -> decision.getOutcome() == Outcome.SENT)
        .last()
        .satisfies(
            decision ->
                assertThat(decision.getInputs())
                    .containsEntry("offer", "left out: OFFER_POOL_EMPTY"));
  }

  @Test
  void shouldStopTheMessageWhenThePoolIsEmptyIfToldTo() {
    FlowScenario scenario =
        asking(POOL.replace("}", ", otherwise: stop}"))
            .at("09:00", known("ann"))
            .at("10:00", ask("ann"));

    assertThat(scenario.sent()).isEmpty();
    assertThat(scenario.story()).contains("10:00 SKIPPED hello OFFER_POOL_EMPTY");
  }

  @Test
  void shouldTakeACodeOnlyWhenItsMessageLeaves() {
    FlowScenario scenario =
        live(flow("ask", POOL))
            .at("08:00", codes("summer", null, "S1"))
            .at("09:00", known("ann"))
            .at("09:00", known("bob"))
            .at("10:00", ask("ann"))
            .at("10:00", ask("bob"))
            .at("10:10", says(ConsentState.DENIED, Channel.EMAIL, "ann"))
            .tick("10:30");

    assertThat(scenario.sent()).extracting(SendCommand::getShopperId).containsExactly("bob");
    assertThat(given(scenario)).containsExactly("S1");
  }

  @Test
  void shouldNotGiveACodeThatEndsBeforeItsOffer() {
    FlowScenario scenario =
        asking(POOL)
            .at("08:00", codes("summer", Clock.at("day 2 10:59"), "S1"))
            .at("08:00", codes("summer", Clock.at("day 2 11:00"), "S2"))
            .at("09:00", known("ann"))
            .at("10:00", ask("ann"));

    assertThat(given(scenario)).containsExactly("S2");
    assertThat(scenario.sent().get(0).getOffer().getHonourUntil())
        .isEqualTo(Clock.at("day 2 11:00"));
  }

  @Test
  void shouldNotGiveWhatTheLogSaysAnotherApplicationGave() {
    ShopperEvent told =
        ShopperEvent.newBuilder(custom("x", Map.of(), "zoe"))
            .setPayload(new CodeGiven("summer", "S1", "a command"))
            .build();
    FlowScenario scenario =
        asking(POOL)
            .at("08:00", codes("summer", null, "S1", "S2"))
            .at("08:10", told)
            .at("09:00", known("ann"))
            .at("10:00", ask("ann"));

    assertThat(given(scenario)).containsExactly("S2");
  }

  private static ShopperEvent codes(String pool, @Nullable Long until, String... codes) {
    return ShopperEvent.newBuilder(custom("x", Map.of(), ""))
        .setPayload(new CodesAdded(pool, List.of(codes), until))
        .build();
  }

  private static List<String> given(FlowScenario scenario) {
    return scenario.sent().stream()
        .map(sent -> sent.getOffer() == null ? "null" : sent.getOffer().getCode())
        .toList();
  }

  private static FlowScenario asking(String offer) {
    return replaying(flow("ask", offer));
  }

  private static String flow(String id, String offer) {
    return """
        flow: %s
        title: Ask
        purpose: marketing
        trigger: {on: event, event: Ask}
        steps:
          - send:
              id: hello
              channel: email
              template: t
              %s
        """
        .formatted(id, offer);
  }

  private static ShopperEvent ask(String shopper) {
    return custom("Ask", Map.of(), shopper);
  }

  private static ShopperEvent denied(String code, String shopper) {
    return ShopperEvent.newBuilder(custom("x", Map.of(), shopper))
        .setPayload(new CouponChanged(CouponAction.DENIED, code, null, null, null))
        .build();
  }
}
