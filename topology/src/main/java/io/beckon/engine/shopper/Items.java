package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums over product lines. */
public final class Items {

  private Items() {}

  /** Price times quantity over the lines that have a price, in minor units; null when none has. */
  public static @Nullable Long value(List<Item> items) {
    long sum = 0;
    boolean priced = false;
    for (Item item : items) {
      Long price = item.getPrice();
      if (price != null) {
        sum = Math.addExact(sum, Math.multiplyExact(price, (long) item.getQuantity()));
        priced = true;
      }
    }
    return priced ? sum : null;
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
