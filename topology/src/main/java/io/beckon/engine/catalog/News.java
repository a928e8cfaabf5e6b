package io.beckon.engine.catalog;

import io.beckon.contract.Item;
import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a product means for somebody who knows it.
 *
 * @param item the product as it is now
 * @param priceBefore what it cost before, for whoever saw it, in minor units; null: not known
 * @param stock pieces; null: not counted
 */
public record News(Item item, @Nullable Long priceBefore, @Nullable Integer stock) {

  /**
   * The news of a kind in a change; null: there is none.
   *
   * @param seen the product as the shopper knows it; its variant is the one that counts, and its
   *     price the one that a lower one is compared with
   * @param market the shopper's country; null: not known
   * @param threshold for {@link ChangeKind#LOW_STOCK}: so few pieces are news
   * @param at when it changed, epoch milliseconds
   */
  public static @Nullable News of(
      ProductChanged change,
      ChangeKind kind,
      Item seen,
      @Nullable String market,
      int threshold,
      long at) {
    Product before = change.getBefore();
    Listing now = listing(change.getAfter(), seen, market);
    if (!now.sold()) {
      return null;
    }
    boolean published = ProductChanges.isPublished(before, change.getAfter(), at);
    if (kind == ChangeKind.PUBLISHED) {
      return published ? new News(Lines.current(seen, now, null), null, now.stock()) : null;
    }
    Listing was = before == null ? null : listing(before, seen, market);
    Long reference = was == null ? null : reference(seen, was, now);
    boolean news =
        was != null
            && switch (kind) {
              case BACK_IN_STOCK -> !was.sold() && !published;
              case PRICE_DROP -> isLower(was, now, reference);
              case LOW_STOCK -> isFew(now, threshold) && !isFew(was, threshold);
              case PUBLISHED -> false;
            };
    return news ? new News(Lines.current(seen, now, null), reference, now.stock()) : null;
  }

  /** Minor units that it costs less than before; 0 when that is not known. */
  public long drop() {
    Long price = item.getPrice();
    return priceBefore == null || price == null ? 0 : priceBefore - price;
  }

  /** The same in percent of the price before. */
  public double dropPercent() {
    return priceBefore == null || priceBefore <= 0 ? 0 : 100.0 * drop() / priceBefore;
  }

  private static Listing listing(Product product, Item seen, @Nullable String market) {
    return Listing.of(product, seen.getVariantId(), seen.getSku(), market);
  }

  /** What the shopper saw it cost, or else what it cost before the change. */
  private static @Nullable Long reference(Item seen, Listing was, Listing now) {
    String currency = now.currency();
    if (currency == null) {
      return null;
    }
    if (seen.getCurrency() != null && !currency.equals(seen.getCurrency())) {
      return null;
    }
    if (seen.getPrice() != null) {
      return seen.getPrice();
    }
    return currency.equals(was.currency()) ? was.price() : null;
  }

  /** A price that rose and fell back a little is no news to who saw it before. */
  private static boolean isLower(Listing was, Listing now, @Nullable Long reference) {
    return reference != null
        && was.price() != null
        && now.price() != null
        && now.price() < was.price()
        && now.price() < reference;
  }

  /** A product that was sold out and has a few again is no longer running low: it came back. */
  private static boolean isFew(Listing listing, int threshold) {
    return listing.stock() != null && listing.stock() <= threshold;
  }
}
