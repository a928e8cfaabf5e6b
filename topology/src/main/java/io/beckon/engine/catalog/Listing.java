package io.beckon.engine.catalog;

import io.beckon.contract.Product;
import io.beckon.contract.ProductVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says of one product in one market. A variant that is named and known speaks for
 * itself; else the product speaks, and can be bought if any of its variants can.
 *
 * @param product as the catalog has it
 * @param variant the variant that is meant; null: the product as a whole
 * @param sold may it be bought now?
 * @param stock pieces; null: not counted
 * @param price in minor units, with its currency; null: not known
 */
record Listing(
    Product product,
    @Nullable ProductVariant variant,
    boolean sold,
    @Nullable Integer stock,
    @Nullable Long price,
    @Nullable String currency) {

  /**
   * @param market the shopper's; null: not known, so that only what holds everywhere counts
   */
  static Listing of(
      Product product, @Nullable String variantId, @Nullable String sku, @Nullable String market) {
    List<ProductVariant> here = inMarket(product, market);
    ProductVariant named = named(here, variantId, sku);
    if (named != null) {
      return new Listing(
          product,
          named,
          product.getAvailable() && isSold(named),
          named.getStock(),
          named.getPrice() != null ? named.getPrice() : product.getPrice(),
          named.getPrice() != null && named.getCurrency() != null
              ? named.getCurrency()
              : product.getCurrency());
    }
    boolean plain = here.isEmpty();
    return new Listing(
        product,
        null,
        product.getAvailable()
            && (plain ? hasStock(product.getStock()) : here.stream().anyMatch(Listing::isSold)),
        plain ? product.getStock() : null,
        product.getPrice() != null ? product.getPrice() : common(here),
        product.getPrice() != null || plain
            ? product.getCurrency()
            : or(here.get(0).getCurrency(), product.getCurrency()));
  }

  /** Does it cost less than it did before? Only the price that it has says so. */
  boolean reduced() {
    Long before =
        variant != null && variant.getPrice() != null
            ? variant.getCompareAtPrice()
            : product.getCompareAtPrice();
    return price != null && before != null && before > price;
  }

  /** Title, with what distinguishes the variant; null when the catalog has none. */
  @Nullable String title() {
    if (product.getTitle().isBlank()) {
      return null;
    }
    String which = variant == null ? null : variant.getTitle();
    return which == null || which.isBlank()
        ? product.getTitle()
        : product.getTitle() + " - " + which;
  }

  /** Picture of the variant, else of the product; null when the catalog has none. */
  @Nullable String imageUrl() {
    return or(variant == null ? null : variant.getImageUrl(), product.getImageUrl());
  }

  /** The variants of the shopper's market; a variant for it stands before one for everywhere. */
  private static List<ProductVariant> inMarket(Product product, @Nullable String market) {
    List<ProductVariant> own = new ArrayList<>();
    List<ProductVariant> everywhere = new ArrayList<>();
    for (ProductVariant variant : product.getVariants()) {
      if (variant.getMarket() == null) {
        everywhere.add(variant);
      } else if (variant.getMarket().equalsIgnoreCase(market)) {
        own.add(variant);
      }
    }
    for (ProductVariant variant : everywhere) {
      if (own.stream().noneMatch(each -> each.getVariantId().equals(variant.getVariantId()))) {
        own.add(variant);
      }
    }
    return own;
  }

  private static @Nullable ProductVariant named(
      List<ProductVariant> variants, @Nullable String variantId, @Nullable String sku) {
    for (ProductVariant variant : variants) {
      if (variantId != null
          ? variant.getVariantId().equals(variantId)
          : sku != null && sku.equals(variant.getSku())) {
        return variant;
      }
    }
    return null;
  }

  private static boolean isSold(ProductVariant variant) {
    return variant.getAvailable() && hasStock(variant.getStock());
  }

  private static boolean hasStock(@Nullable Integer stock) {
    return stock == null || stock > 0;
  }

  /** The price that all of the variants have; null when they differ, or one has none. */
  private static @Nullable Long common(List<ProductVariant> variants) {
    Long price = variants.isEmpty() ? null : variants.get(0).getPrice();
    for (ProductVariant variant : variants) {
      if (!Objects.equals(variant.getPrice(), price)
          || !Objects.equals(variant.getCurrency(), variants.get(0).getCurrency())) {
        return null;
      }
    }
    return price;
  }

  private static @Nullable String or(@Nullable String value, @Nullable String other) {
    return value != null ? value : other;
  }
}
