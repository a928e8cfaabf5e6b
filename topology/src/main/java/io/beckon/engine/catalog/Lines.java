package io.beckon.engine.catalog;

import io.beckon.contract.Item;
import io.beckon.contract.Product;
import io.beckon.engine.shopper.Items;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Product lines as the catalog has them now. */
final class Lines {

  private Lines() {}

  /**
   * A line with what the catalog says of it; what it does not say is as it was.
   *
   * @param currency of a line that names none
   */
  static Item current(Item item, Listing listing, @Nullable String currency) {
    Product product = listing.product();
    boolean priced = listing.price() != null && sameMoney(item, listing, currency);
    Item.Builder line =
        Item.newBuilder(item)
            .setName(or(listing.title(), item.getName()))
            .setBrand(or(product.getBrand(), item.getBrand()))
            .setCategory(or(item.getCategory(), category(product)))
            .setUrl(or(product.getUrl(), item.getUrl()))
            .setImageUrl(or(listing.imageUrl(), item.getImageUrl()));
    if (priced) {
      line.setPrice(listing.price()).setCurrency(or(item.getCurrency(), listing.currency()));
    }
    return line.build();
  }

  /** Another product in the place of a line. */
  static Item instead(Item item, Listing other, @Nullable String currency) {
    return of(other, item.getQuantity(), currency);
  }

  /**
   * A product as the catalog has it.
   *
   * @param currency of a price that names none
   */
  static Item of(Listing listing, int quantity, @Nullable String currency) {
    Product product = listing.product();
    return Item.newBuilder()
        .setProductId(product.getProductId())
        .setVariantId(null)
        .setSku(null)
        .setQuantity(quantity)
        .setPrice(listing.price())
        .setCurrency(listing.price() == null ? null : or(listing.currency(), currency))
        .setName(listing.title())
        .setBrand(product.getBrand())
        .setCategory(category(product))
        .setUrl(product.getUrl())
        .setImageUrl(listing.imageUrl())
        .build();
  }

  /**
   * Is the catalog's price in the money of the line? A price in another one is for another market.
   */
  static boolean sameMoney(Item item, Listing listing, @Nullable String currency) {
    String own = or(item.getCurrency(), currency);
    return listing.price() == null || own == null || own.equals(listing.currency());
  }

  /**
   * The value of the lines that are shown. One that the shop stated (with its discounts, say) holds
   * only as long as they are the same lines, at the same prices.
   */
  static @Nullable Long value(List<Item> items, List<Item> shown, @Nullable Long value) {
    Long now = Items.value(shown);
    return sameProducts(items, shown) && Objects.equals(now, Items.value(items)) ? value : now;
  }

  private static boolean sameProducts(List<Item> items, List<Item> shown) {
    return items.stream()
        .map(Item::getProductId)
        .toList()
        .equals(shown.stream().map(Item::getProductId).toList());
  }

  private static @Nullable String category(Product product) {
    return product.getCategoryPath().isEmpty() ? null : String.join("/", product.getCategoryPath());
  }

  private static @Nullable String or(@Nullable String value, @Nullable String other) {
    return value != null ? value : other;
  }
}
