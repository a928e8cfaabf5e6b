package io.beckon.engine.catalog;

import io.beckon.contract.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about.
 *
 * @param items the products that it may show
 * @param value of the items in minor units; null when none has a price
 * @param currency of the value; null when nobody named one
 * @param soldOut it may not be sent: what it is about can't be bought now
 */
public record Content(
    List<Item> items, @Nullable Long value, @Nullable String currency, boolean soldOut) {
  public Content {
    items = List.copyOf(items);
  }
}
