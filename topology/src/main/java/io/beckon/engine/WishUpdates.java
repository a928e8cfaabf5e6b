package io.beckon.engine;

import io.beckon.contract.CustomEvent;
import io.beckon.contract.Item;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Wish;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the shopper asks to be told about: wish lists, by the names of Segment's e-commerce spec,
 * and requests for a product that is sold out. The product is in {@code product_id}, its variant in
 * {@code variant_id}. What is bought is no longer wished for.
 */
final class WishUpdates {

  private static final Set<String> ASKING =
      Set.of("product added to wishlist", "product wished", "back in stock requested");
  private static final Set<String> TAKING_BACK =
      Set.of("product removed from wishlist", "back in stock cancelled");
  private static final int MAX_ID_BYTES = 128;

  private WishUpdates() {}

  static void heard(Shopper shopper, CustomEvent event, long at) {
    String name = event.getName().toLowerCase(Locale.ROOT);
    boolean asking = ASKING.contains(name);
    if (!asking && !TAKING_BACK.contains(name)) {
      return;
    }
    String productId = text(event, "product_id", "productId");
    if (productId == null) {
      return;
    }
    shopper.profile(
        asking
            ? shopper
                .profile()
                .wishing(new Wish(productId, text(event, "variant_id", "variantId"), at))
            : shopper.profile().notWishing(productId));
  }

  static void bought(Shopper shopper, List<Item> items) {
    if (!shopper.profile().wishes().isEmpty()) {
      items.forEach(item -> shopper.profile(shopper.profile().notWishing(item.getProductId())));
    }
  }

  private static @Nullable String text(CustomEvent event, String name, String otherName) {
    Object value = event.getProperties().get(name);
    Object said = value == null ? event.getProperties().get(otherName) : value;
    String text = said == null ? "" : said.toString();
    return text.isEmpty() || text.length() > MAX_ID_BYTES ? null : text;
  }
}
