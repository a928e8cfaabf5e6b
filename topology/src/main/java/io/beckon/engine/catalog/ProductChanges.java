package io.beckon.engine.catalog;

import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.ProductVariant;
import io.beckon.engine.Ids;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of a product anybody may have to be told of: it, or a variant of it, can be bought
 * again, costs less, is running low, or is new. Everything else (a better title, a higher price,
 * one of many pieces sold) stays in the catalog.
 */
public final class ProductChanges {

  /** Up to so many pieces, each one sold is told; a flow's threshold can't be higher. */
  public static final int FEW = 20;

  /** How old a publication may be that is still news: 7 days, in milliseconds. */
  public static final long NEWS_MS = 7L * 24 * 60 * 60 * 1000;

  private ProductChanges() {}

  /**
   * What has to be told of a change; null: nothing.
   *
   * @param before null: the product was not known
   * @param at when it changed, epoch milliseconds
   */
  public static @Nullable ProductChanged between(@Nullable Product before, Product after, long at) {
    boolean told = before != null && matters(before, after);
    return told || isPublished(before, after, at)
        ? new ProductChanged(before == null ? null : slim(before), slim(after))
        : null;
  }

  /** The id of a change: the same wherever it is found. */
  public static String id(ProductChanged change, long at) {
    return Ids.of(
        "product-changed", change.getAfter().getProductId(), Long.toString(at), change.toString());
  }

  /**
   * Is the product new? It was published in the last days, can be bought, and was not known, not
   * offered or published at another time before.
   */
  public static boolean isPublished(@Nullable Product before, Product after, long at) {
    Long published = after.getPublishedAt();
    return published != null
        && published <= at
        && published > at - NEWS_MS
        && after.getAvailable()
        && (before == null || !before.getAvailable() || !published.equals(before.getPublishedAt()));
  }

  private static boolean matters(Product before, Product after) {
    if (!after.getAvailable()) {
      return false;
    }
    if (!before.getAvailable()
        || improved(
            before.getPrice(), after.getPrice(), true, true, before.getStock(), after.getStock())) {
      return true;
    }
    for (ProductVariant variant : after.getVariants()) {
      ProductVariant was = find(before.getVariants(), variant);
      if (was == null
          || improved(
              was.getPrice(),
              variant.getPrice(),
              was.getAvailable(),
              variant.getAvailable(),
              was.getStock(),
              variant.getStock())) {
        return true;
      }
    }
    return false;
  }

  private static boolean improved(
      @Nullable Long price,
      @Nullable Long priceNow,
      boolean available,
      boolean availableNow,
      @Nullable Integer stock,
      @Nullable Integer stockNow) {
    boolean sold = available && (stock == null || stock > 0);
    boolean soldNow = availableNow && (stockNow == null || stockNow > 0);
    boolean cheaper = price != null && priceNow != null && priceNow < price;
    boolean lower = stockNow != null && stockNow <= FEW && (stock == null || stockNow < stock);
    return soldNow && (!sold || cheaper || lower);
  }

  private static @Nullable ProductVariant find(List<ProductVariant> all, ProductVariant like) {
    for (ProductVariant each : all) {
      if (each.getVariantId().equals(like.getVariantId())
          && Objects.equals(each.getMarket(), like.getMarket())) {
        return each;
      }
    }
    return null;
  }

  /** Goes to every partition: what no decision asks for stays behind. */
  private static Product slim(Product product) {
    return Product.newBuilder(product)
        .setSimilar(List.of())
        .setAccessories(List.of())
        .setBundles(List.of())
        .setRecommendations(List.of())
        .setAttributes(Map.of())
        .build();
  }
}
