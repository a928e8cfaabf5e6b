package io.beckon.engine.catalog;

import io.beckon.contract.Product;
import io.beckon.contract.ShopFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shop sells and may claim, as it is now. Looking something up changes nothing. */
@FunctionalInterface
public interface Catalog {

  /** A catalog that knows no product: messages say what the events said. */
  Catalog EMPTY = productId -> null;

  /** The product of an id; null when it is not known, or can't be read. */
  @Nullable Product find(String productId);

  /** The facts of a claim, for all regions and times; none when nothing is known of it. */
  default List<ShopFact> facts(String claim) {
    return List.of();
  }
}
