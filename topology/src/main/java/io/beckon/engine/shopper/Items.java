package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums over product lines. */
public final class Items {

  private Items() {}

  /**
   * Price times quantity over the lines that have a price, in minor units; null when none has. A
   * sum beyond what a long holds is the largest long.
   */
  public static @Nullable Long value(List<Item> items) {
    long sum = 0;
    boolean priced = false;
    for (Item item : items) {
      Long price = item.getPrice();
      if (price != null) {
        sum = plus(sum, times(price, item.getQuantity()));
        priced = true;
      }
    }
    return priced ? sum : null;
  }

  /**
   * What is known of a product when it is reported again: the later report, and from the earlier
   * one what the later does not say.
   */
  public static Item merged(Item earlier, Item later, int quantity) {
    return Item.newBuilder(later)
        .setQuantity(quantity)
        .setSku(or(later.getSku(), earlier.getSku()))
        .setPrice(later.getPrice() != null ? later.getPrice() : earlier.getPrice())
        .setCurrency(
            later.getPrice() != null
                ? later.getCurrency()
                : or(later.getCurrency(), earlier.getCurrency()))
        .setName(or(later.getName(), earlier.getName()))
        .setBrand(or(later.getBrand(), earlier.getBrand()))
        .setCategory(or(later.getCategory(), earlier.getCategory()))
        .setUrl(or(later.getUrl(), earlier.getUrl()))
        .setImageUrl(or(later.getImageUrl(), earlier.getImageUrl()))
        .build();
  }

  private static @Nullable String or(@Nullable String value, @Nullable String other) {
    return value != null ? value : other;
  }

  private static long times(long price, int quantity) {
    long high = Math.multiplyHigh(price, quantity);
    long low = price * quantity;
    boolean fits = (high == 0 && low >= 0) || (high == -1 && low < 0);
    return fits ? low : (price < 0) == (quantity < 0) ? Long.MAX_VALUE : Long.MIN_VALUE;
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
    return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  /** The currency of the first line that names one. */
  public static @Nullable String currency(List<Item> items) {
    for (Item item : items) {
      if (item.getCurrency() != null) {
        return item.getCurrency();
      }
    }
    return null;
  }

  /** Number of pieces. */
  public static long pieces(List<Item> items) {
    long sum = 0;
    for (Item item : items) {
      sum += item.getQuantity();
    }
    return sum;
  }
}
