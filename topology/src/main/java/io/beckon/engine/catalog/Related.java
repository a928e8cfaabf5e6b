package io.beckon.engine.catalog;

import io.beckon.contract.Item;
import io.beckon.contract.Product;
import io.beckon.contract.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks related products for one message: relation by relation, and within one first the best of
 * each product, then the second of each. So a message about three products speaks of all three, and
 * the same catalog gives the same products in the same order.
 */
final class Related {

  /** So many are looked at for one message; a catalog with long lists must not hold it up. */
  static final int MOST_LOOKED_AT = 200;

  private final Shelf shelf;
  private final int max;
  private final @Nullable String currency;
  private final Set<String> taken;
  private final List<Suggestion> found = new ArrayList<>();
  private int lookedAt;

  /**
   * @param without ids of products that are not shown
   * @param currency a price in another one is for another market; null: any
   */
  Related(Shelf shelf, int max, Set<String> without, @Nullable String currency) {
    this.shelf = shelf;
    this.max = max;
    this.currency = currency;
    this.taken = new HashSet<>(without);
  }

  /**
   * What there is.
   *
   * @param of ids of the products that they belong to
   * @param own what the recommender suggests to the shopper, the best first
   */
  List<Suggestion> pick(List<Relation> from, List<String> of, List<String> own) {
    for (Relation relation : from) {
      if (relation == Relation.RECOMMENDATIONS) {
        own.forEach(id -> consider(id, relation, null));
      }
      int longest = 0;
      for (String id : of) {
        longest = Math.max(longest, related(relation, id).size());
      }
      for (int rank = 0; rank < longest && !done(); rank++) {
        for (String id : of) {
          List<String> others = related(relation, id);
          if (rank < others.size()) {
            consider(others.get(rank), relation, id);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private boolean done() {
    return found.size() == max || lookedAt == MOST_LOOKED_AT;
  }

  private List<String> related(Relation relation, String id) {
    Product product = shelf.product(id);
    return product == null ? List.of() : relation.of(product);
  }

  private void consider(String id, Relation relation, @Nullable String of) {
    if (done() || !taken.add(id)) {
      return;
    }
    lookedAt++;
    Item item = shelf.shown(id, currency);
    if (item != null) {
      found.add(new Suggestion(item, relation.word(), of));
    }
  }
}
