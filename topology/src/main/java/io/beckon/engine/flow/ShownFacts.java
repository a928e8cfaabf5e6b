package io.beckon.engine.flow;

import io.beckon.contract.Item;
import io.beckon.contract.Suggestion;
import io.beckon.engine.catalog.Content;
import io.beckon.engine.catalog.Shelf;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a message may say: the same names as conditions have, but of products only what
 * is for sale, at its present price and under its present title. What was reported in an event
 * ({@code event.properties}) is repeated as it is.
 */
final class ShownFacts implements Facts {

  private static final Set<String> OF_PRODUCTS =
      Set.of("value", "currency", "itemCount", "lineCount", "items", "productIds", "categories");

  private final Shopper shopper;
  private final Origin origin;
  private final ShopperFacts plain;
  private final Shelf shelf;
  private final List<Step.Claim> claims;
  private final List<Item> suggested;

  ShownFacts(
      Shopper shopper,
      Origin origin,
      ShopperFacts plain,
      Shelf shelf,
      List<Step.Claim> claims,
      List<Suggestion> suggestions) {
    this.suggested = suggestions.stream().map(Suggestion::getItem).toList();
    this.shopper = shopper;
    this.origin = origin;
    this.plain = plain;
    this.shelf = shelf;
    this.claims = claims;
  }

  @Override
  public @Nullable Object get(String name) {
    int dot = name.indexOf('.');
    String room = dot < 0 ? name : name.substring(0, dot);
    String field = name.substring(dot + 1);
    if (room.equals("facts")) {
      return confirmed();
    }
    if (room.equals("suggested")) {
      return ShopperFacts.suggested(field, suggested);
    }
    if (room.equals("history")) {
      Content seen = shelf.content(plain.viewed(), null, null);
      return ShopperFacts.history(field, seen.items());
    }
    if (OF_PRODUCTS.contains(field)) {
      Cart cart = shopper.cart();
      if (room.equals("cart") && cart != null) {
        return ShopperFacts.content(
            field, shelf.content(cart.items(), cart.value(), cart.currency()));
      }
      if (room.equals("trigger")) {
        return ShopperFacts.content(
            field, shelf.content(origin.items(), origin.value(), origin.currency()));
      }
    }
    return plain.get(name);
  }

  private Map<String, Object> confirmed() {
    Map<String, Object> facts = new TreeMap<>();
    for (Step.Claim claim : claims) {
      Map<String, Object> values = shelf.claims().confirmed(claim.fact());
      if (values != null) {
        facts.put(claim.fact(), values);
      }
    }
    return facts;
  }
}
