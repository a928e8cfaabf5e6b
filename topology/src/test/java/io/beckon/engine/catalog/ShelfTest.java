package io.beckon.engine.catalog;

import static io.beckon.engine.catalog.Goods.gone;
import static io.beckon.engine.catalog.Goods.goods;
import static io.beckon.engine.catalog.Goods.variant;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.priced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.beckon.contract.Item;
import io.beckon.contract.Product;
import io.beckon.model.Events;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShelfTest {

  private static final Item SHOES = priced("shoes", 2, 5_000);
  private static final Item HAT = priced("hat", 1, 1_500);

  @ParameterizedTest
  @EnumSource
  void shouldShowWhatTheEventSaidWhenTheProductIsNotKnown(StockRule rule) {
    Shelf shelf = shelf(rule);

    Content content = shelf.content(List.of(SHOES, HAT), 9_999L, "USD");

    assertThat(content).isEqualTo(new Content(List.of(SHOES, HAT), 9_999L, "USD", false));
    assertThat(shelf.notes()).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatIsSoldOutAndReckonTheValueAnew() {
    Shelf shelf = shelf(StockRule.DROP, gone("shoes", "boots"), goods("boots", 4, 900));

    Content content = shelf.content(List.of(SHOES, HAT), 11_500L, "USD");

    assertThat(content).isEqualTo(new Content(List.of(HAT), 1_500L, "USD", false));
    assertThat(shelf.notes())
        .containsExactly(
            entry("stock", "drop"),
            entry("product.shoes", "not for sale, 0 in stock, 1000 USD; left out"));
  }

  @Test
  void shouldBeSoldOutWhenNothingIsLeft() {
    Content content =
        shelf(StockRule.DROP, gone("shoes"), gone("hat")).content(List.of(SHOES, HAT), 1L, "USD");

    assertThat(content).isEqualTo(new Content(List.of(), null, "USD", true));
  }

  @Test
  void shouldBeSoldOutWhenOneThingIsAndTheRuleIsToStop() {
    Shelf shelf = shelf(StockRule.STOP, gone("shoes"), goods("hat", 1, 1_500));

    assertThat(shelf.content(List.of(SHOES, HAT), null, "USD").soldOut()).isTrue();
    assertThat(shelf.content(List.of(HAT), null, "USD").soldOut()).isFalse();
  }

  @Test
  void shouldKeepWhatIsSoldOutWhenTheMessageIsNotForSale() {
    Shelf shelf = shelf(StockRule.KEEP, gone("shoes"));

    assertThat(shelf.content(List.of(SHOES), 10_000L, "USD"))
        .isEqualTo(new Content(List.of(SHOES), 10_000L, "USD", false));
    assertThat(shelf.notes()).isEmpty();
  }

  @Test
  void shouldSwapForTheFirstSimilarThatCanBeBought() {
    Shelf shelf =
        shelf(
            StockRule.SWAP,
            gone("shoes", "unknown", "sandals", "hat", "boots", "clogs"),
            gone("sandals"),
            goods("hat", 3, 1_500),
            goods("boots", 4, 6_000),
            goods("clogs", 4, 100));

    Content content = shelf.content(List.of(SHOES, HAT), null, "USD");

    assertThat(content.items())
        .extracting(Item::getProductId, Item::getQuantity, Item::getPrice, Item::getName)
        .containsExactly(
            Tuple.tuple("boots", 2, 6_000L, "The boots"), Tuple.tuple("hat", 1, 1_500L, "The hat"));
    assertThat(content.value()).isEqualTo(13_500);
    assertThat(content.soldOut()).isFalse();
    assertThat(shelf.notes())
        .containsEntry("product.shoes", "not for sale, 0 in stock, 1000 USD; swapped for boots")
        .containsEntry("product.sandals", "not for sale, 0 in stock, 1000 USD")
        .containsEntry("product.boots", "for sale, 4 in stock, 6000 USD")
        .doesNotContainKey("product.clogs");
  }

  @Test
  void shouldSwapTwoThingsForDifferentOnes() {
    Shelf shelf =
        shelf(
            StockRule.SWAP,
            gone("shoes", "boots"),
            gone("hat", "boots", "cap"),
            goods("boots", 1, 1),
            goods("cap", 1, 1));

    assertThat(shelf.content(List.of(SHOES, HAT), null, "USD").items())
        .extracting(Item::getProductId)
        .containsExactly("boots", "cap");
  }

  @Test
  void shouldLeaveOutWhenWhatIsSimilarCostsOtherMoney() {
    Product euros = Goods.of("boots").setStock(4).setPrice(5L).setCurrency("EUR").build();
    Shelf shelf = shelf(StockRule.SWAP, gone("shoes", "boots"), euros);

    assertThat(shelf.content(List.of(SHOES, HAT), null, null).items()).containsExactly(HAT);
  }

  @Test
  void shouldShowThePresentPriceTitleAndPicture() {
    Product shoes =
        Goods.of("shoes")
            .setPrice(4_000L)
            .setUrl("https://shop/shoes")
            .setImageUrl("https://shop/shoes.png")
            .setBrand("Acme")
            .setCategoryPath(List.of("wear", "feet"))
            .build();
    Item reported =
        Item.newBuilder(SHOES).setName("Old name").setCategory("shoes").setUrl("old").build();

    Content content = shelf(StockRule.DROP, shoes).content(List.of(reported), 10_000L, "USD");

    assertThat(content.items())
        .containsExactly(
            Item.newBuilder(reported)
                .setPrice(4_000L)
                .setName("The shoes")
                .setUrl("https://shop/shoes")
                .setImageUrl("https://shop/shoes.png")
                .setBrand("Acme")
                .setCategory("shoes")
                .build());
    assertThat(content.value()).isEqualTo(8_000);
  }

  @Test
  void shouldShowWhatTheEventSaidWhereTheCatalogIsSilent() {
    Item reported = Item.newBuilder(SHOES).setName("Shoes").setUrl("u").setImageUrl("i").build();
    Product silent = Product.newBuilder().setProductId("shoes").setTitle("").build();

    Content content = shelf(StockRule.DROP, silent).content(List.of(reported), 9_000L, "USD");

    assertThat(content.items()).containsExactly(reported);
    assertThat(content.value()).as("as the shop stated it").isEqualTo(9_000);
  }

  @Test
  void shouldNotTakeAPriceInOtherMoney() {
    Product euros = Goods.of("shoes").setPrice(1L).setCurrency("EUR").build();

    assertThat(shelf(StockRule.DROP, euros).content(List.of(SHOES), null, null).items())
        .extracting(Item::getPrice, Item::getCurrency)
        .containsExactly(Tuple.tuple(5_000L, "USD"));
  }

  @Test
  void shouldLearnThePriceWhenTheEventHadNone() {
    Content content =
        shelf(StockRule.DROP, goods("shoes", 1, 700))
            .content(List.of(item("shoes", 3)), null, null);

    assertThat(content.value()).isEqualTo(2_100);
    assertThat(content.currency()).isEqualTo("USD");
  }

  @Test
  void shouldAskTheVariantWhenItIsKnown() {
    Product shoes =
        Goods.of("shoes")
            .setPrice(1L)
            .setVariants(List.of(variant("red", null, 0, null), variant("blue", null, 2, 4_500L)))
            .build();
    Shelf shelf = shelf(StockRule.DROP, shoes);

    Content content =
        shelf.content(
            List.of(Events.variant("red", SHOES), Events.variant("blue", SHOES)), null, "USD");

    assertThat(content.items())
        .extracting(Item::getVariantId, Item::getPrice, Item::getName)
        .containsExactly(Tuple.tuple("blue", 4_500L, "The shoes - BLUE"));
    assertThat(shelf.notes()).containsKeys("product.shoes/red", "product.shoes/blue");
  }

  @Test
  void shouldFallBackToTheProductWhenTheVariantIsNotKnown() {
    Product.Builder shoes = Goods.of("shoes").setPrice(4_200L);
    Item green = Events.variant("green", SHOES);
    shoes.setVariants(List.of(variant("red", null, 0, 1L), variant("blue", null, 1, 2L)));

    assertThat(shelf(StockRule.DROP, shoes.build()).content(List.of(green), null, null).items())
        .extracting(Item::getVariantId, Item::getPrice, Item::getName)
        .containsExactly(Tuple.tuple("green", 4_200L, "The shoes"));

    shoes.setVariants(List.of(variant("red", null, 0, 1L), variant("blue", null, 0, 2L)));
    assertThat(shelf(StockRule.DROP, shoes.build()).content(List.of(green), null, null).soldOut())
        .isTrue();
  }

  @Test
  void shouldNotGuessAPriceWhenVariantsDiffer() {
    Product.Builder shoes = Goods.of("shoes");
    shoes.setVariants(List.of(variant("red", null, 1, 100L), variant("blue", null, 1, 200L)));
    assertThat(price(shoes.build())).isEqualTo(5_000);

    shoes.setVariants(List.of(variant("red", null, 1, 100L), variant("blue", null, 1, 100L)));
    assertThat(price(shoes.build())).isEqualTo(100);
  }

  @Test
  void shouldLookAtTheShoppersMarket() {
    Product shoes =
        Goods.of("shoes")
            .setVariants(List.of(variant("red", "DE", 0, null), variant("red", null, 5, 300L)))
            .build();
    Item red = Events.variant("red", SHOES);

    assertThat(in("de", shoes).content(List.of(red), null, null).soldOut()).isTrue();
    assertThat(in("AT", shoes).content(List.of(red), null, null).soldOut()).isFalse();
    assertThat(in(null, shoes).content(List.of(red), null, null).items())
        .extracting(Item::getPrice)
        .containsExactly(300L);
  }

  @Test
  void shouldNotSellWhatIsTakenOffSale() {
    Product off = Goods.of("shoes").setStock(9).setAvailable(false).build();

    assertThat(shelf(StockRule.DROP, off).content(List.of(SHOES), null, null).soldOut()).isTrue();
  }

  @Test
  void shouldNotCountWhatIsNotCounted() {
    Product uncounted = Goods.of("shoes").setStock(null).build();

    assertThat(shelf(StockRule.DROP, uncounted).content(List.of(SHOES), null, null).soldOut())
        .isFalse();
  }

  @Test
  void shouldSeeOneStateOfAProductWhileItDecides() {
    Map<String, Product> changing = new HashMap<>();
    changing.put("shoes", goods("shoes", 1, 4_000));
    Shelf shelf = new Shelf(changing::get, StockRule.DROP, null);
    Content before = shelf.content(List.of(SHOES), null, null);
    changing.put("shoes", gone("shoes"));

    assertThat(shelf.content(List.of(SHOES), null, null)).isEqualTo(before);
  }

  @Test
  void shouldNoteFiftyProductsAndCountTheOthers() {
    List<Item> items =
        Stream.iterate(0, i -> i < 60, i -> i + 1).map(i -> priced("p" + i, 1, 100)).toList();
    Shelf shelf = new Shelf(id -> goods(id, 1, 100), StockRule.DROP, null);
    shelf.content(items, null, null);
    shelf.content(items, null, null);

    assertThat(shelf.notes()).hasSize(Shelf.MAX_NOTES + 2).containsEntry("products", "and 10 more");
  }

  private static @Nullable Long price(Product shoes) {
    return shelf(StockRule.DROP, shoes)
        .content(List.of(SHOES), null, null)
        .items()
        .get(0)
        .getPrice();
  }

  private static Shelf shelf(StockRule rule, Product... products) {
    return new Shelf(catalog(products), rule, null);
  }

  private static Shelf in(@Nullable String market, Product... products) {
    return new Shelf(catalog(products), StockRule.DROP, market);
  }

  private static Catalog catalog(Product... products) {
    Map<String, Product> byId = new HashMap<>();
    Arrays.stream(products).forEach(product -> byId.put(product.getProductId(), product));
    return byId::get;
  }
}
