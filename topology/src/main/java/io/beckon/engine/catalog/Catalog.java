package io.beckon.engine.catalog;

import io.beckon.contract.Product;
import org.jspecify.annotations.Nullable;

/** The products of the shop, as they are now. Looking something up changes nothing. */
@FunctionalInterface
public interface Catalog {

  /** A catalog that knows no product: messages say what the events said. */
  Catalog EMPTY = productId -> null;

  /** The product of an id; null when it is not known, or can't be read. */
  @Nullable Product find(String productId);
}
