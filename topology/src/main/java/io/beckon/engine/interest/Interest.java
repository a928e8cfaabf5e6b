package io.beckon.engine.interest;

import io.beckon.contract.Item;
import io.beckon.contract.Product;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.CartLine;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Visit;
import io.beckon.engine.shopper.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a shopper is told of a product.
 *
 * @param item the product as the shopper knows it
 */
public record Interest(Kind kind, Item item) {

  /** How a product became of interest. */
  public enum Kind {
    /** The shopper asked for it. */
    WISHED,
    /** It lies in the cart. */
    CARTED,
    /** The shopper looked at it. */
    VIEWED,
    /** The shopper looked at others of its category. */
    CATEGORY,
    /** The shopper looked at others of its brand. */
    BRAND;

    /** As flow files write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The interest of a shopper in a product that changed, the strongest first. What the shopper did
   * after the change does not count: who looked at it since has seen what it is like now.
   *
   * @param at when the product changed, epoch milliseconds
   */
  public static List<Interest> in(Shopper shopper, Product product, long at) {
    String id = product.getProductId();
    List<Interest> found = new ArrayList<>(3);
    for (Wish wish : shopper.profile().wishes()) {
      if (wish.productId().equals(id) && isBetween(wish.at(), at - Wish.MAX_AGE_MS, at)) {
        found.add(new Interest(Kind.WISHED, line(id, wish)));
      }
    }
    Cart cart = shopper.cart();
    for (CartLine line : cart == null ? List.<CartLine>of() : cart.lines()) {
      if (line.item().getProductId().equals(id) && counts(line.changedAt(), at)) {
        found.add(new Interest(Kind.CARTED, once(line.item())));
      }
    }
    ViewedProduct view = latestView(shopper, id);
    if (view != null && counts(view.at(), at)) {
      found.add(new Interest(Kind.VIEWED, once(view.item())));
    }
    return found;
  }

  /** The interest of a shopper in a new product, by what else they looked at before. */
  public static List<Interest> inKindOf(Shopper shopper, Product product, long at) {
    List<Long> subjects = Subjects.kindred(product);
    Item item = item(product);
    List<Interest> found = new ArrayList<>(2);
    for (Kind kind : List.of(Kind.CATEGORY, Kind.BRAND)) {
      for (ViewedProduct view : views(shopper)) {
        Long subject =
            kind == Kind.CATEGORY
                ? Subjects.category(view.item().getCategory())
                : Subjects.brand(view.item().getBrand());
        if (subject != null && subjects.contains(subject) && counts(view.at(), at)) {
          found.add(new Interest(kind, item));
          break;
        }
      }
    }
    return found;
  }

  /** Everything that the shopper looked at lately; a product may be there twice. */
  static List<ViewedProduct> views(Shopper shopper) {
    Visit visit = shopper.visit();
    List<ViewedProduct> views = new ArrayList<>(shopper.history().views());
    if (visit != null) {
      views.addAll(visit.views().views());
    }
    return views;
  }

  private static @Nullable ViewedProduct latestView(Shopper shopper, String productId) {
    ViewedProduct latest = null;
    for (ViewedProduct view : views(shopper)) {
      if (view.item().getProductId().equals(productId)
          && (latest == null || view.at() >= latest.at())) {
        latest = view;
      }
    }
    return latest;
  }

  private static boolean counts(long when, long at) {
    return isBetween(when, at - BrowseHistory.MAX_AGE_MS, at);
  }

  private static boolean isBetween(long when, long after, long before) {
    return when > after && when < before;
  }

  private static Item once(Item item) {
    return item.getQuantity() == 1 ? item : Item.newBuilder(item).setQuantity(1).build();
  }

  private static Item line(String productId, Wish wish) {
    return Item.newBuilder().setProductId(productId).setVariantId(wish.variantId()).build();
  }

  private static Item item(Product product) {
    return Item.newBuilder().setProductId(product.getProductId()).build();
  }
}
