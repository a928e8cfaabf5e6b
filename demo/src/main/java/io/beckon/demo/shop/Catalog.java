package io.beckon.demo.shop;

import io.beckon.contract.Item;
import java.util.List;

/** What the shop sells. Prices in cents. */
final class Catalog {

  static final String CURRENCY = "EUR";

  private static final String SHOP = "https://shop.example/p/";

  private static final List<Item> ITEMS =
      List.of(
          item("oak-board", "Oak bread board", "kitchen", 45_00),
          item("linen-apron", "Linen apron", "kitchen", 38_90),
          item("moka-pot", "Moka pot, 6 cups", "kitchen", 34_50),
          item("paring-knife", "Paring knife", "kitchen", 19_90),
          item("dutch-oven", "Enamelled dutch oven", "kitchen", 149_00),
          item("tea-towels", "Tea towels, set of 3", "kitchen", 17_50),
          item("wool-blanket", "Wool blanket", "living", 119_00),
          item("desk-lamp", "Brass desk lamp", "living", 89_00),
          item("candle-fig", "Candle, fig", "living", 24_00),
          item("floor-cushion", "Floor cushion", "living", 64_00),
          item("wall-clock", "Wall clock, birch", "living", 72_00),
          item("linen-sheets", "Linen bed sheets", "bedroom", 159_00),
          item("down-pillow", "Down pillow", "bedroom", 69_00),
          item("alarm-clock", "Alarm clock, green", "bedroom", 32_00),
          item("bath-towel", "Bath towel, sand", "bath", 27_00),
          item("soap-olive", "Olive soap, 2 bars", "bath", 12_80),
          item("bath-mat", "Cork bath mat", "bath", 36_00),
          item("trowel", "Hand trowel", "garden", 21_00),
          item("watering-can", "Watering can, zinc", "garden", 48_00),
          item("lantern", "Storm lantern", "garden", 54_00));

  private Catalog() {}

  static Item any(Dice dice) {
    return dice.of(ITEMS);
  }

  /** The same product in this quantity. */
  static Item times(Item item, int quantity) {
    return Item.newBuilder(item).setQuantity(quantity).build();
  }

  private static Item item(String id, String name, String category, int cents) {
    return Item.newBuilder()
        .setProductId(id)
        .setQuantity(1)
        .setPrice((long) cents)
        .setCurrency(CURRENCY)
        .setName(name)
        .setCategory(category)
        .setUrl(SHOP + id)
        .build();
  }
}
