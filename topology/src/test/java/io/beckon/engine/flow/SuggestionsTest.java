package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.bought;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.says;
import static io.beckon.engine.catalog.Goods.gone;
import static io.beckon.engine.catalog.Goods.goods;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import io.beckon.contract.Outcome;
import io.beckon.contract.Product;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.catalog.Goods;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Which related products a message shows, and what becomes of it when there is none. */
class SuggestionsTest {

  @Test
  void shouldShowWhatGoesWithWhatWasBought() {
    FlowScenario scenario =
        crossSell("{from: [accessories]}")
            .listing(Goods.of("tea").setAccessories(List.of("pot", "cup")).build())
            .listing(goods("pot", 5, 900), goods("cup", 2, 300))
            .at("10:00", bought("o1", "ann", item("tea")));

    SendCommand sent = scenario.sent().get(0);
    assertThat(shown(sent)).containsExactly("pot accessories tea", "cup accessories tea");
    assertThat(sent.getSuggestions().get(0).getItem().getName()).isEqualTo("The pot");
    assertThat(sent.getSuggestions().get(0).getItem().getPrice()).isEqualTo(900);
    assertThat(sent.getData()).containsEntry("first", "The pot").containsEntry("ids", "pot cup");
    assertThat(sent.getDeepLink()).isEqualTo("https://shop/pot");
    assertThat(sent.getItems()).containsExactly(item("tea"));
    assertThat(scenario.decisions())
        .filteredOn(decision -> decision.getOutcome() == Outcome.SENT)
        .singleElement()
        .satisfies(
            decision ->
                assertThat(decision.getInputs())
                    .containsEntry(
                        "suggested", "pot (accessories of tea), cup (accessories of tea)")
                    .containsEntry("product.pot", "for sale, 5 in stock, 900 USD"));
  }

  @Test
  void shouldNotShowWhatIsSoldOutOwnedInTheCartOrCannotBeShown() {
    FlowScenario scenario =
        asked("{from: [accessories], of: bought, max: 12}")
            .listing(
                Goods.of("tea")
                    .setAccessories(
                        List.of("gone", "sugar", "milk", "unknown", "tea", "bare", "euro", "cup"))
                    .build())
            .listing(gone("gone"), goods("sugar", 1, 1), goods("milk", 1, 1), goods("cup", 1, 1))
            .listing(Goods.of("bare").setTitle(" ").build())
            .listing(Goods.of("euro").setPrice(900L).setCurrency("EUR").build())
            .at("08:00", bought("o0", "ann", item("sugar")))
            .at("08:00", bought("o1", "ann", priced("tea", 1, 450)))
            .at("09:00", added("ann", item("milk")))
            .at("10:00", custom("Asked", Map.of(), "ann"));

    assertThat(shown(last(scenario))).containsExactly("cup accessories tea");
    assertThat(scenario.decisions().get(scenario.decisions().size() - 2).getInputs())
        .containsEntry("product.gone", "not for sale, 0 in stock, 1000 USD; not suggested")
        .containsEntry("product.euro", "for sale, 900 EUR; not suggested")
        .containsEntry("suggested", "cup (accessories of tea)");
  }

  @Test
  void shouldAskOneAfterTheOtherAndSpeakOfEveryProduct() {
    FlowScenario scenario =
        crossSell("{from: [bundles, accessories], max: 4}")
            .listing(
                Goods.of("tea")
                    .setBundles(List.of("box"))
                    .setAccessories(List.of("pot", "cup"))
                    .build(),
                Goods.of("jam").setAccessories(List.of("spoon", "knife", "pot")).build())
            .listing(goods("box", 1, 1), goods("pot", 1, 1), goods("cup", 1, 1))
            .listing(goods("spoon", 1, 1), goods("knife", 1, 1))
            .at("10:00", bought("o1", "ann", item("tea"), item("jam")));

    assertThat(shown(last(scenario)))
        .containsExactly(
            "box bundles tea",
            "pot accessories tea",
            "spoon accessories jam",
            "cup accessories tea");
  }

  @Test
  void shouldTakeWhatTheRecommenderSuggestsToTheShopperBeforeWhatItSuggestsForTheProduct() {
    FlowScenario scenario =
        crossSell("{from: [recommendations], max: 4}")
            .listing(Goods.of("tea").setRecommendations(List.of("pot", "hat")).build())
            .listing(goods("hat", 1, 1), goods("pot", 1, 1), gone("coat"), goods("scarf", 1, 1))
            .at("09:00", says("recommended_products", "coat, hat,,scarf ", "ann"))
            .at("09:00", known("bob"))
            .at("10:00", bought("o1", "ann", item("tea")))
            .at("10:00", bought("o2", "bob", item("tea")));

    assertThat(shown(scenario.sent().get(0)))
        .containsExactly(
            "hat recommendations null", "scarf recommendations null", "pot recommendations tea");
    assertThat(shown(scenario.sent().get(1)))
        .containsExactly("pot recommendations tea", "hat recommendations tea");
  }

  @Test
  void shouldGoWithoutOrNotAtAllWhenThereIsNothing() {
    FlowScenario without =
        crossSell("{from: [accessories]}").at("10:00", bought("o1", "ann", item("tea")));

    assertThat(without.sent().get(0).getSuggestions()).isEmpty();
    assertThat(without.sent().get(0).getData()).doesNotContainKey("first").containsEntry("ids", "");
    assertThat(without.sent().get(0).getDeepLink()).isNull();
    assertThat(without.decisions().get(without.decisions().size() - 2).getInputs())
        .containsEntry("suggested", "none");

    FlowScenario stopped =
        crossSell("{from: [accessories], otherwise: stop}")
            .at("10:00", bought("o1", "ann", item("tea")));
    assertThat(stopped.sent()).isEmpty();
    assertThat(stopped.story()).contains("10:00 SKIPPED more NOTHING_TO_SUGGEST");
  }

  @Test
  void shouldJudgeAgainWhenTheMessageLeaves() {
    FlowScenario scenario =
        prepared(live(flow("{from: [accessories], otherwise: stop}")))
            .listing(Goods.of("tea").setAccessories(List.of("pot")).build(), goods("pot", 1, 900))
            .at("10:00", bought("o1", "ann", item("tea")))
            .listing(gone("pot"))
            .tick("10:01");

    assertThat(scenario.sent()).isEmpty();
    assertThat(scenario.story())
        .contains("10:00 QUEUED more ALLOWED", "10:01 SKIPPED more NOTHING_TO_SUGGEST");
  }

  @Test
  void shouldSuggestForWhatWasBoughtLatelyViewedOrInTheCart() {
    assertThat(ofKind("bought"))
        .containsExactly("new-case accessories new", "old-case accessories old");
    assertThat(ofKind("viewed")).containsExactly("seen-case accessories seen");
    assertThat(ofKind("cart")).containsExactly("held-case accessories held");
    assertThat(ofKind("message")).isEmpty();
  }

  private static List<String> ofKind(String kind) {
    FlowScenario scenario = asked("{from: [accessories], of: " + kind + "}");
    for (String id : List.of("old", "new", "seen", "held")) {
      scenario.listing(
          Goods.of(id).setAccessories(List.of(id + "-case")).build(), goods(id + "-case", 1, 1));
    }
    scenario
        .at("08:00", bought("o0", "ann", item("old")))
        .at("08:30", viewed("ann", "seen"))
        .at("09:00", bought("o1", "ann", item("new")))
        .at("09:10", added("ann", "held"))
        .at("10:00", custom("Asked", Map.of(), "ann"));
    return shown(last(scenario));
  }

  /** Whatever the catalog, nobody is shown what they have, twice the same, or what is gone. */
  @Property(tries = 200)
  void shouldShowOnlyWhatIsForSaleAndNew(
      @ForAll @Size(8) List<@Size(max = 5) List<@IntRange(max = 7) Integer>> related,
      @ForAll Set<@IntRange(max = 7) Integer> soldOut,
      @ForAll @Size(min = 1, max = 4) Set<@IntRange(max = 7) Integer> owned,
      @ForAll @IntRange(min = 1, max = 4) int max) {
    Product[] products =
        IntStream.range(0, 8)
            .mapToObj(
                id ->
                    Goods.of("p" + id)
                        .setStock(soldOut.contains(id) ? 0 : 3)
                        .setAccessories(related.get(id).stream().map(other -> "p" + other).toList())
                        .build())
            .toArray(Product[]::new);
    FlowScenario scenario =
        crossSell("{from: [accessories, similar], of: bought, max: " + max + "}")
            .listing(products)
            .at(
                "10:00",
                bought("o1", "ann", owned.stream().map(id -> item("p" + id)).toArray(Item[]::new)));

    List<Integer> shown =
        scenario.sent().get(0).getSuggestions().stream()
            .map(each -> Integer.valueOf(each.getItem().getProductId().substring(1)))
            .toList();
    Set<Integer> possible = new HashSet<>();
    owned.forEach(id -> possible.addAll(related.get(id)));
    possible.removeAll(owned);
    possible.removeAll(soldOut);
    assertThat(shown).doesNotHaveDuplicates().isSubsetOf(possible);
    assertThat(shown).hasSize(Math.min(max, possible.size()));
  }

  @Test
  void shouldNotBeHeldUpByACatalogWithLongLists() {
    List<String> ids = new ArrayList<>();
    IntStream.range(0, 5_000).forEach(id -> ids.add("gone" + id));
    ids.add("pot");
    FlowScenario scenario =
        crossSell("{from: [accessories]}")
            .listing(Goods.of("tea").setAccessories(ids).build(), goods("pot", 1, 1))
            .at("10:00", bought("o1", "ann", item("tea")));

    assertThat(scenario.sent().get(0).getSuggestions()).isEmpty();
  }

  private static FlowScenario crossSell(String suggest) {
    return prepared(replaying(flow(suggest)));
  }

  private static FlowScenario asked(String suggest) {
    return prepared(replaying(flow(suggest).replace("Order Completed", "Asked")));
  }

  private static FlowScenario prepared(FlowScenario scenario) {
    return scenario.at("07:00", known("ann"));
  }

  private static SendCommand last(FlowScenario scenario) {
    return scenario.sent().get(scenario.sent().size() - 1);
  }

  private static List<String> shown(SendCommand sent) {
    return sent.getSuggestions().stream()
        .map(each -> each.getItem().getProductId() + " " + each.getRelation() + " " + each.getOf())
        .toList();
  }

  private static String flow(String suggest) {
    return """
    flow: cross-sell
    title: Cross-sell
    purpose: marketing
    trigger: {on: event, event: Order Completed}
    steps:
      - send:
          id: more
          channel: email
          template: t
          data:
            first: ${suggested.items[0].name}
            ids: ${suggested.productIds.join(" ")}
          deepLink: https://shop/${suggested.productIds[0]}
          suggest: SUGGEST
    """
        .replace("SUGGEST", suggest);
  }
}
