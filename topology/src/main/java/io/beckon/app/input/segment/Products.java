package io.beckon.app.input.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Ids;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.field.Refusal;
import io.beckon.contract.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Product fields as Segment and GA4 name them. A product without an id is known by its SKU.
 *
 * @param defaultCurrency of prices whose event and product name none
 */
record Products(String defaultCurrency) {

  /** How many lines of a list are kept, as a cart keeps them; the rest is left out. */
  static final int MAX_LINES = 200;

  /** The currency of an event's amounts. */
  String currency(Props properties) throws Refusal {
    String named = properties.currency();
    return named == null ? defaultCurrency : named;
  }

  /** Does the event list its products? */
  static boolean listed(Props properties) {
    return properties.node().path("products").isArray()
        || properties.node().path("items").isArray();
  }

  /**
   * What the event is about: the products listed, or the one described beside the event's fields.
   */
  List<Item> about(Props properties) throws Refusal {
    String currency = currency(properties);
    List<Item> items =
        listed(properties) ? list(properties, currency) : List.of(item(properties, currency));
    if (items.isEmpty()) {
      throw noProduct(properties);
    }
    return items;
  }

  /** The products listed; none when the event lists none. */
  List<Item> list(Props properties, String currency) throws Refusal {
    List<Item> items = new ArrayList<>();
    for (Props line : lines(properties)) {
      items.add(item(line, currency));
    }
    return items;
  }

  /**
   * The products listed with an order. An order must not be lost over a line: what cannot be read
   * of a line is left out.
   */
  List<Item> ofOrder(Props properties, @Nullable String currency) {
    List<Item> items = new ArrayList<>();
    for (Props line : lines(properties)) {
      try {
        items.add(item(line, currency == null ? defaultCurrency : currency));
      } catch (Refusal refusal) {
        Item known = withoutNumbers(line);
        if (known != null) {
          items.add(known);
        }
      }
    }
    return items;
  }

  private static List<Props> lines(Props properties) {
    String name = properties.node().path("products").isArray() ? "products" : "items";
    JsonNode list = properties.node().path(name);
    List<Props> lines = new ArrayList<>();
    for (int i = 0; i < list.size() && i < MAX_LINES; i++) {
      lines.add(new Props(list.path(i), properties.at(name) + "[" + i + "]"));
    }
    return lines;
  }

  private static Item item(Props product, String eventCurrency) throws Refusal {
    String id = productId(product);
    if (id == null) {
      throw noProduct(product);
    }
    String named = product.currency();
    String currency = named == null ? eventCurrency : named;
    Long price = product.money(currency, "price", "unit_price");
    return item(id, product, product.quantity(), price, price == null ? null : currency);
  }

  private static @Nullable Item withoutNumbers(Props product) {
    try {
      String id = productId(product);
      return id == null ? null : item(id, product, 1, null, null);
    } catch (Refusal refusal) {
      return null;
    }
  }

  private static Item item(
      String id, Props product, int quantity, @Nullable Long price, @Nullable String currency)
      throws Refusal {
    return new Item(
        id,
        product.id(Ids.MAX_PRODUCT_BYTES, "variant", "variant_id", "variantId", "item_variant"),
        product.name("sku"),
        quantity,
        price,
        currency,
        product.name("name", "title", "item_name"),
        product.name("brand", "item_brand"),
        category(product),
        product.url("url"),
        product.url("image_url", "imageUrl", "image"));
  }

  private static @Nullable String productId(Props product) throws Refusal {
    return product.id(Ids.MAX_PRODUCT_BYTES, "product_id", "productId", "item_id", "id", "sku");
  }

  /** GA4 has a category's levels apart; they become a path. */
  private static @Nullable String category(Props product) {
    String category = product.name("category");
    if (category != null) {
      return category;
    }
    StringBuilder path = new StringBuilder();
    for (String level :
        List.of(
            "item_category",
            "item_category2",
            "item_category3",
            "item_category4",
            "item_category5")) {
      String name = product.name(level);
      if (name != null) {
        path.append(path.isEmpty() ? "" : "/").append(name);
      }
    }
    return path.isEmpty() ? null : path.toString();
  }

  private static Refusal noProduct(Props where) {
    return new Refusal(
        Reason.NO_PRODUCT,
        "no product: expected " + where.at("product_id") + " or " + where.at("sku"));
  }
}
