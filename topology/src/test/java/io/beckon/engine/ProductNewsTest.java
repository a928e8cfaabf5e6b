package io.beckon.engine;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.known;
import static io.beckon.engine.catalog.Goods.goods;
import static io.beckon.engine.catalog.Goods.of;
import static io.beckon.engine.catalog.Goods.variant;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.CustomEvent;
import io.beckon.contract.Decision;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.flow.FlowReasons;
import io.beckon.engine.policy.Reasons;
import io.beckon.model.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is told of a change of a product, when, and when no longer. */
@SuppressWarnings("BadImport") // of("hat") reads as a sentence here
class ProductNewsTest {

  private static final String BACK = flow("back-in-stock", "");
  private static final String CHEAPER = flow("price-drop", ", atLeast: 10%");
  private static final String FEW = flow("low-stock", ", threshold: 3");

  private static String flow(String on, String more) {
    return """
        flow: news
        title: News
        purpose: marketing
        trigger: {on: %s%s}
        entry: {key: product, again: 7d}
        exit: {on: [Order Completed]}
        steps:
          - send:
              id: told
              channel: email
              template: t
              data:
                price: ${event.properties.price}
                before: ${event.properties.price_before}
                name: ${trigger.items[0].name}
          - wait: {for: 1d}
          - send: {id: again, channel: email, template: again}
        """
        .formatted(on, more);
  }

  @Test
  void shouldTellWhoViewedAProductThatIsBack() {
    FlowScenario scenario =
        replaying(BACK)
            .listing(goods("hat", 0, 1_000), goods("shoes", 0, 1_000))
            .at("10:00", known("ann"))
            .at("10:00", known("bob"))
            .at("10:00", viewed("ann", "hat"))
            .at("10:00", viewed("bob", "shoes"))
            .changed("12:00", goods("hat", 5, 1_000))
            .pass("12:01");

    assertThat(scenario.story())
        .containsExactly(
            "12:00:30 ENTERED STARTED",
            "12:00:30 QUEUED told ALLOWED",
            "12:00:30 SENT told ALLOWED");
    assertThat(scenario.sent().get(0).getShopperId()).isEqualTo("ann");
    assertThat(scenario.sent().get(0).getItems())
        .extracting(Item::getName)
        .containsExactly("The hat");
  }

  @Test
  void shouldTellBeforeWhateverTheShopperDoesAfterTheChangeHasSettled() {
    FlowScenario scenario = back().changed("12:00", goods("hat", 5, 1_000));

    scenario.at("12:00:30", ordered("ann", "o-1"));

    assertThat(scenario.story().get(0)).isEqualTo("12:00:30 ENTERED STARTED");
  }

  @Test
  void shouldNotTellWhoLookedWhileTheChangeSettled() {
    FlowScenario looked = back().changed("12:00", goods("hat", 5, 1_000));
    looked.at("12:00:29", viewed("ann", "hat")).pass("13:00");

    assertThat(looked.decisions()).isEmpty();
  }

  @Test
  void shouldTellOncePerChangeAndAgainOnlyAfterAWhile() {
    FlowScenario scenario =
        back()
            .changed("12:00", goods("hat", 5, 1_000))
            .pass("12:01")
            .changed("12:05", goods("hat", 0, 1_000))
            .changed("12:10", goods("hat", 5, 1_000))
            .pass("12:11");

    assertThat(scenario.sent()).hasSize(1);
    assertThat(scenario.decisions())
        .extracting(Decision::getReason)
        .contains(FlowReasons.ENTERED_RECENTLY);
  }

  @Test
  void shouldNotSendTheSecondMessageWhenItIsSoldOutAgain() {
    FlowScenario scenario =
        back()
            .changed("12:00", goods("hat", 5, 1_000))
            .pass("12:01")
            .changed("18:00", goods("hat", 0, 1_000))
            .pass("day 2 13:00");

    assertThat(scenario.sent()).hasSize(1);
    assertThat(last(scenario, Outcome.SKIPPED)).isEqualTo(Reasons.OUT_OF_STOCK);
  }

  @Test
  void shouldCompareAPriceWithWhatTheShopperSaw() {
    FlowScenario scenario =
        replaying(CHEAPER)
            .listing(goods("hat", 5, 1_000))
            .at("10:00", known("ann"))
            .at("10:00", viewed("ann", priced("hat", 1, 1_000)))
            .changed("11:00", goods("hat", 5, 960))
            .changed("12:00", goods("hat", 5, 930))
            .changed("13:00", goods("hat", 5, 900))
            .pass("14:00");

    assertThat(scenario.sent()).hasSize(1);
    assertThat(scenario.sent().get(0).getAt()).isEqualTo(Clock.at("13:00:30"));
    assertThat(scenario.sent().get(0).getData())
        .containsEntry("price", 900L)
        .containsEntry("before", 1_000L);
    assertThat(scenario.sent().get(0).getValue()).isEqualTo(900);
  }

  @Test
  void shouldNotCallAPriceLowerThatTheShopperSawLower() {
    FlowScenario scenario =
        replaying(CHEAPER)
            .listing(goods("hat", 5, 1_500))
            .at("10:00", known("ann"))
            .at("10:00", viewed("ann", priced("hat", 1, 1_000)))
            .changed("11:00", goods("hat", 5, 1_100))
            .pass("14:00");

    assertThat(scenario.decisions()).isEmpty();
  }

  @Test
  void shouldNotSendALowerPriceThatRoseBeforeTheMessageLeft() {
    FlowScenario scenario =
        live(CHEAPER)
            .listing(goods("hat", 5, 1_000))
            .at("10:00", known("ann"))
            .at("10:00", viewed("ann", priced("hat", 1, 1_000)))
            .changed("11:00", goods("hat", 5, 800))
            .pass("11:01")
            .listing(goods("hat", 5, 950))
            .tick("11:02");

    assertThat(scenario.sent()).isEmpty();
    assertThat(last(scenario, Outcome.SKIPPED)).isEqualTo(FlowReasons.PRICE_ROSE);
  }

  @Test
  void shouldTellWhenFewAreLeftAndNotWhenTheyWereFilledUp() {
    FlowScenario scenario =
        live(FEW)
            .listing(goods("hat", 5, 1_000))
            .at("10:00", known("ann"))
            .at("10:00", added("ann", "hat"))
            .changed("11:00", goods("hat", 4, 1_000))
            .changed("11:10", goods("hat", 3, 1_000))
            .changed("11:20", goods("hat", 2, 1_000))
            .pass("11:21")
            .listing(goods("hat", 40, 1_000))
            .tick("11:22");

    assertThat(scenario.story())
        .containsExactly(
            "11:10:30 ENTERED STARTED",
            "11:10:30 QUEUED told ALLOWED",
            "11:22 SKIPPED told " + FlowReasons.STOCK_ROSE);
  }

  @Test
  void shouldNotCallFewWhatCameBack() {
    FlowScenario scenario =
        replaying(FEW)
            .listing(goods("hat", 0, 1_000))
            .at("10:00", viewed("ann", "hat"))
            .changed("11:00", goods("hat", 2, 1_000))
            .pass("12:00");

    assertThat(scenario.decisions()).isEmpty();
  }

  @Test
  void shouldAskTheVariantInTheCart() {
    FlowScenario scenario =
        replaying(BACK)
            .listing(
                of("hat")
                    .setVariants(List.of(variant("s", null, 0, 900L), variant("l", null, 0, 900L)))
                    .build())
            .at("10:00", known("ann"))
            .at("10:00", known("bob"))
            .at("10:00", added("ann", io.beckon.model.Events.variant("l", item("hat"))))
            .at("10:00", added("bob", io.beckon.model.Events.variant("s", item("hat"))))
            .changed(
                "11:00",
                of("hat")
                    .setVariants(List.of(variant("s", null, 0, 900L), variant("l", null, 2, 900L)))
                    .build())
            .pass("12:00");

    assertThat(scenario.sent())
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.getShopperId()).isEqualTo("ann");
              assertThat(sent.getData()).containsEntry("name", "The hat - L");
            });
  }

  @Test
  void shouldKeepAWishLongerThanAView() {
    FlowScenario scenario =
        replaying(BACK)
            .listing(goods("hat", 0, 1_000))
            .at("10:00", known("ann"))
            .at("10:00", known("bob"))
            .at("10:00", viewed("ann", "hat"))
            .at("10:00", wished("bob", "Back In Stock Requested"))
            .at("10:00", wished("eve", "Product Added to Wishlist"))
            .at("10:01", wished("eve", "Product Removed from Wishlist"))
            .changed("day 32 10:00", goods("hat", 5, 1_000))
            .pass("day 32 11:00");

    assertThat(scenario.sent()).extracting(c -> c.getShopperId()).containsExactly("bob");
    scenario
        .changed("day 33 10:00", goods("hat", 0, 1_000))
        .changed("day 90 10:00", goods("hat", 3, 1_000))
        .pass("day 92 10:00");
    assertThat(scenario.sent())
        .filteredOn(sent -> sent.getStep().equals("told"))
        .extracting(sent -> sent.getShopperId())
        .as("the wish is 89 days old")
        .containsExactly("bob", "bob");
  }

  @Test
  void shouldTellOfANewProductByTheCategoryThatWasViewed() {
    FlowScenario scenario =
        replaying(flow("product-published", ""))
            .at("10:00", known("ann"))
            .at("10:00", known("bob"))
            .at(
                "10:00",
                viewed("ann", Item.newBuilder(item("hat")).setCategory("wear.Hats").build()))
            .at(
                "10:00",
                viewed("bob", Item.newBuilder(item("cup")).setCategory("home.cups").build()))
            .changed(
                "11:00",
                of("cap")
                    .setPrice(1L)
                    .setCategoryPath(List.of("Wear", "hats"))
                    .setPublishedAt(Clock.at("10:59"))
                    .build())
            .pass("12:00");

    assertThat(scenario.sent()).extracting(c -> c.getShopperId()).containsExactly("ann");
  }

  @Test
  void shouldNotTellOfAnOldProductThatTheCatalogNowHas() {
    FlowScenario scenario =
        replaying(flow("product-published", ""))
            .at(
                "10:00",
                viewed("ann", Item.newBuilder(item("hat")).setCategory("wear.Hats").build()))
            .changed(
                "11:00",
                of("cap")
                    .setCategoryPath(List.of("Wear", "hats"))
                    .setPublishedAt(Clock.at("10:00") - 8L * 86_400_000)
                    .build())
            .pass("12:00");

    assertThat(scenario.decisions()).isEmpty();
  }

  @Test
  void shouldForgetWishesForWhatIsBought() {
    FlowScenario scenario =
        replaying(BACK)
            .listing(goods("hat", 0, 1_000))
            .at("10:00", wished("ann", "Product Wished"))
            .at("10:00", wished("bob", "Product Wished"))
            .at("10:01", bought("ann", "hat"))
            .at("10:01", bought("bob", "shoes"));

    assertThat(scenario.shopper("ann").profile().wishes()).isEmpty();
    assertThat(scenario.shopper("bob").profile().wishes()).hasSize(1);
  }

  private static FlowScenario back() {
    return replaying(BACK)
        .listing(goods("hat", 0, 1_000))
        .at("10:00", known("ann"))
        .at("10:00", viewed("ann", "hat"));
  }

  private static ShopperEvent bought(String shopper, String product) {
    return new ShopperEvent(
        shopper + product,
        0L,
        shopper,
        "",
        false,
        new OrderCompleted(
            "o-" + shopper, null, null, null, null, null, null, List.of(item(product))));
  }

  private static ShopperEvent wished(String shopper, String event) {
    return new ShopperEvent(
        shopper + event,
        0L,
        shopper,
        "",
        false,
        new CustomEvent(event, Map.of("product_id", "hat")));
  }

  private static String last(FlowScenario scenario, Outcome outcome) {
    return scenario.decisions().stream()
        .filter(d -> d.getOutcome() == outcome)
        .reduce((a, b) -> b)
        .orElseThrow()
        .getReason();
  }
}
