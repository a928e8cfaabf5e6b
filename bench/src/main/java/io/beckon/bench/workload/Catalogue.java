package io.beckon.bench.workload;

import io.beckon.contract.Item;
import java.util.SplittableRandom;

/** The products of the shop: the same product has the same fields in every event. */
final class Catalogue {

  static final int SIZE = 20_000;

  private static final String[] KINDS = {
    "Trail Running Shoe", "Merino Sweater", "Rain Jacket", "Canvas Backpack", "Denim Shirt",
    "Wool Beanie", "Leather Belt", "Linen Trousers", "Cotton Socks", "Down Vest"
  };
  private static final String[] COLOURS = {"black", "navy", "sand", "olive", "red", "white"};
  private static final String[] PLACES = {
    "women/shoes", "women/knitwear", "men/outerwear", "bags/backpacks", "men/shirts", "outlet/all"
  };
  private static final String[] BRANDS = {
    "Nordwand", "Alma", "Feldweg", "Ostro", "Kalk&Sohn", "Petrel", "Lumen", "Hafen"
  };
  private static final int LEAST_PRICE = 490;
  private static final int MOST_PRICE = 24_990;

  private final Item[] items = new Item[SIZE];

  Catalogue(long seed) {
    SplittableRandom dice = new SplittableRandom(seed ^ SIZE);
    for (int i = 0; i < SIZE; i++) {
      items[i] =
          Item.newBuilder()
              .setProductId("p" + (100_000 + i))
              .setQuantity(1)
              .setPrice((long) dice.nextInt(LEAST_PRICE, MOST_PRICE))
              .setCurrency("EUR")
              .setName(pick(dice, KINDS) + " " + pick(dice, COLOURS))
              .setBrand(pick(dice, BRANDS))
              .setCategory(pick(dice, PLACES))
              .build();
    }
  }

  Item item(int product) {
    return items[product];
  }

  /** A product, the popular ones far more often. */
  static int popular(SplittableRandom dice, int among) {
    double u = dice.nextDouble();
    return (int) (among * u * u * u);
  }

  private static String pick(SplittableRandom dice, String[] words) {
    return words[dice.nextInt(words.length)];
  }
}
