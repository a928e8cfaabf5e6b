package io.beckon.engine.catalog;

import io.beckon.contract.Product;
import java.util.List;
import java.util.Locale;

/** How a product may be related to another, as the catalog tells it. */
public enum Relation {
  /** It goes with the other. */
  ACCESSORIES,
  /** It is a bundle that holds the other. */
  BUNDLES,
  /** It can stand in the other's place. */
  SIMILAR,
  /** The shop's recommender suggests it. */
  RECOMMENDATIONS;

  /** As flow files and commands write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The ids of what is so related to a product, the best first. */
  List<String> of(Product product) {
    return switch (this) {
      case ACCESSORIES -> product.getAccessories();
      case BUNDLES -> product.getBundles();
      case SIMILAR -> product.getSimilar();
      case RECOMMENDATIONS -> product.getRecommendations();
    };
  }
}
