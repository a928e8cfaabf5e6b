package io.beckon.engine.date;

import io.beckon.contract.Item;
import java.util.List;

/**
 * One time that a date comes.
 *
 * @param at epoch milliseconds
 * @param key what makes it this one and no other, whenever it is reckoned: the year of a birthday,
 *     the date in an attribute, the time that is counted from
 * @param goods the products that it is about, the first to be due first; empty for other dates
 */
public record Occurrence(long at, String key, List<Goods> goods) {

  /**
   * A product that will be used up.
   *
   * @param key the product, and the purchase that is counted from
   * @param item as it was bought last
   * @param cycle how many orders it was in: something else can be offered each time
   * @param days after how many days it is expected to be used up
   */
  public record Goods(String key, Item item, long cycle, long days) {}

  public Occurrence {
    goods = List.copyOf(goods);
  }

  /** A date that is about no products. */
  public Occurrence(long at, String key) {
    this(at, key, List.of());
  }
}
