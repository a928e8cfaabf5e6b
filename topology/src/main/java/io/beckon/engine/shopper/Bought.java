package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that the shopper bought.
 *
 * @param item as it was bought last, so in the variant that was chosen last
 * @param count how many orders it was in
 * @param times times of the latest of them, oldest first, epoch milliseconds
 * @param typicalDays after how many days the catalog expects it to be used up; null: it says
 *     nothing
 */
public record Bought(Item item, int count, List<Long> times, @Nullable Integer typicalDays) {

  /** How many times are remembered; the oldest is forgotten first. */
  public static final int MAX_TIMES = 5;

  /** How many products are remembered; the one bought least recently is forgotten first. */
  public static final int MAX_PRODUCTS = 20;

  public Bought {
    times = List.copyOf(times);
  }

  /** When it was last bought, epoch milliseconds. */
  public long lastAt() {
    return times.isEmpty() ? 0 : times.get(times.size() - 1);
  }

  private Bought again(Item newItem, long at, @Nullable Integer newTypicalDays) {
    List<Long> next = new ArrayList<>(times);
    next.add(at);
    Collections.sort(next);
    int surplus = next.size() - MAX_TIMES;
    return new Bought(
        at >= lastAt() ? newItem : item,
        count + 1,
        surplus > 0 ? next.subList(surplus, next.size()) : next,
        newTypicalDays == null ? typicalDays : newTypicalDays);
  }

  /**
   * What was bought, with one more purchase; the product bought least recently comes first.
   *
   * @param at time of the order, epoch milliseconds
   */
  public static List<Bought> with(
      List<Bought> before, Item item, long at, @Nullable Integer typicalDays) {
    List<Bought> next = new ArrayList<>(before);
    Bought known = new Bought(item, 0, List.of(), null);
    for (Bought each : before) {
      if (each.item().getProductId().equals(item.getProductId())) {
        known = each;
      }
    }
    next.remove(known);
    Bought bought = known.again(item, at, typicalDays);
    int place = 0;
    while (place < next.size() && next.get(place).lastAt() <= bought.lastAt()) {
      place++;
    }
    next.add(place, bought);
    int surplus = next.size() - MAX_PRODUCTS;
    return List.copyOf(surplus > 0 ? next.subList(surplus, next.size()) : next);
  }
}
