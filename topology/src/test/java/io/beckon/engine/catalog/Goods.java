package io.beckon.engine.catalog;

import io.beckon.contract.Product;
import io.beckon.contract.ProductVariant;
import io.beckon.schemas.ContractTrust;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Products for tests, in one line each. */
public final class Goods {

  static {
    ContractTrust.grant();
  }

  private Goods() {}

  /** So many in stock, at a price in cents of a US dollar. */
  public static Product goods(String id, int stock, long price) {
    return of(id).setStock(stock).setPrice(price).build();
  }

  /** Sold out, with what is like it. */
  public static Product gone(String id, String... similar) {
    return of(id).setStock(0).setPrice(1_000L).setSimilar(List.of(similar)).build();
  }

  /** A product to go on with. */
  public static Product.Builder of(String id) {
    return Product.newBuilder().setProductId(id).setTitle("The " + id).setCurrency("USD");
  }

  /** A variant, everywhere or in a market. */
  public static ProductVariant variant(
      String id, @Nullable String market, int stock, @Nullable Long price) {
    return ProductVariant.newBuilder()
        .setVariantId(id)
        .setMarket(market)
        .setTitle(id.toUpperCase(Locale.ROOT))
        .setStock(stock)
        .setPrice(price)
        .build();
  }
}
