package io.beckon.engine.flow;

import io.beckon.contract.Item;
import io.beckon.contract.Suggestion;
import io.beckon.engine.catalog.Content;
import io.beckon.engine.catalog.Shelf;
import io.beckon.engine.catalog.Suggest;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Items;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The related products that a message shows, as things stand. */
final class Suggested {

  /**
   * The attribute of a shopper that holds what the shop's recommender suggests to them: ids of
   * products, the best first, with a comma between them.
   */
  static final String ATTRIBUTE = "recommended_products";

  /** More of what was recommended is not looked at. */
  private static final int MOST_OWN = 50;

  private Suggested() {}

  /**
   * What a message shows; empty when there is nothing, or the step does not ask.
   *
   * @param content what the message is about
   */
  static List<Suggestion> of(Passage passage, Step.Send step, Content content, Shelf shelf) {
    Suggest suggest = step.suggest();
    if (suggest == null) {
      return List.of();
    }
    Cart cart = passage.shopper.cart();
    List<Item> lines = cart == null ? List.of() : cart.items();
    List<Item> bought = ShopperFacts.bought(passage.shopper.profile());
    List<Item> of =
        switch (suggest.of()) {
          case MESSAGE -> content.items();
          case BOUGHT -> bought;
          case CART -> lines;
          case VIEWED -> passage.facts().viewed();
        };
    Set<String> without = new HashSet<>();
    for (List<Item> known : List.of(content.items(), passage.run.origin().items(), lines, bought)) {
      known.forEach(item -> without.add(item.getProductId()));
    }
    String currency = content.currency() != null ? content.currency() : Items.currency(of);
    return shelf.suggestions(suggest, ids(of), own(passage), without, currency);
  }

  private static List<String> ids(List<Item> items) {
    return items.stream().map(Item::getProductId).distinct().toList();
  }

  private static List<String> own(Passage passage) {
    Object given = passage.shopper.profile().attributes().get(ATTRIBUTE);
    if (given == null) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    Arrays.stream(given.toString().split(",", -1))
        .map(String::trim)
        .filter(id -> !id.isEmpty())
        .limit(MOST_OWN)
        .forEach(ids::add);
    return ids;
  }
}
