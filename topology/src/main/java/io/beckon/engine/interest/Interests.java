package io.beckon.engine.interest;

import io.beckon.contract.Item;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.CartLine;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Visit;
import io.beckon.engine.shopper.Wish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a shopper came to be interested in, and notes it: each product once in {@link
 * #PERIOD_MS}, however often it is looked at.
 */
@SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
final class Interests {

  /** What is noted once in such a period is forgotten 30 days after its end. */
  static final long PERIOD_MS = 10L * 24 * 60 * 60 * 1000;

  /** A wish counts for so much longer than the rest. */
  private static final long WISHED_LONGER_MS = Wish.MAX_AGE_MS - BrowseHistory.MAX_AGE_MS;

  private final InterestIndex index;
  private final KindNames names = new KindNames();

  Interests(InterestIndex index) {
    this.index = index;
  }

  /**
   * Notes what is new since before.
   *
   * @param since since when products are noted, epoch milliseconds
   * @param kindsSince the same for categories and brands; Long.MAX_VALUE: they are not
   */
  void note(Shopper shopper, Shopper.Parts before, long since, long kindsSince) {
    String id = shopper.id();
    BrowseHistory views = inVisit(shopper.visit());
    if (views != inVisit(before.visit()) && !views.isEmpty()) {
      ViewedProduct latest = views.views().get(views.views().size() - 1);
      viewed(id, latest, before, since, kindsSince);
    }
    if (shopper.history() != before.history()) {
      shopper.history().views().forEach(view -> viewed(id, view, before, since, kindsSince));
    }
    Cart cart = shopper.cart();
    if (cart != null && cart != before.cart()) {
      carted(id, cart, before.cart(), since);
    }
    if (shopper.profile().wishes() != before.profile().wishes()) {
      for (Wish wish : shopper.profile().wishes()) {
        if (!before.profile().wishes().contains(wish)) {
          index.note(Subjects.product(wish.productId()), id, wish.at() + WISHED_LONGER_MS);
        }
      }
    }
  }

  private void viewed(
      String id, ViewedProduct view, Shopper.Parts before, long since, long kindsSince) {
    Item item = view.item();
    String productId = item.getProductId();
    String leaf = names.leaf(item.getCategory());
    String name = names.normal(item.getBrand());
    boolean product = true;
    boolean category = kindsSince != Long.MAX_VALUE && !leaf.isEmpty();
    boolean brand = kindsSince != Long.MAX_VALUE && !name.isEmpty();
    long period = periodOf(view.at());
    BrowseHistory known = inVisit(before.visit());
    for (int turn = 0; turn < 2; turn++) {
      List<ViewedProduct> views = known.views();
      for (int i = views.size() - 1; i >= 0 && (product || category || brand); i--) {
        ViewedProduct old = views.get(i);
        if (old.at() <= since || periodOf(old.at()) != period) {
          continue;
        }
        Item seen = old.item();
        product = product && !same(seen.getProductId(), productId);
        if (old.at() > kindsSince) {
          // Mostly they are written alike: what they come to need not be looked up then.
          category =
              category
                  && !same(seen.getCategory(), item.getCategory())
                  && !names.leaf(seen.getCategory()).equals(leaf);
          brand =
              brand
                  && !same(seen.getBrand(), item.getBrand())
                  && !names.normal(seen.getBrand()).equals(name);
        }
      }
      known = before.history();
    }
    if (product) {
      index.note(Subjects.product(productId), id, view.at());
    }
    if (category) {
      index.note(Subjects.ofLeaf(leaf), id, view.at());
    }
    if (brand) {
      index.note(Subjects.ofName(name), id, view.at());
    }
  }

  /** Texts know their hashes, which mostly tell them apart. */
  private static boolean same(@Nullable String one, @Nullable String other) {
    return one != null && other != null && one.hashCode() == other.hashCode() && one.equals(other);
  }

  private void carted(String id, Cart cart, @Nullable Cart before, long since) {
    Map<String, Long> known = new HashMap<>();
    if (before != null) {
      for (CartLine line : before.lines()) {
        known.merge(line.item().getProductId(), line.changedAt(), Math::max);
      }
    }
    for (CartLine line : cart.lines()) {
      Long old = known.get(line.item().getProductId());
      if (old == null || old <= since || !samePeriod(old, line.changedAt())) {
        index.note(Subjects.product(line.item().getProductId()), id, line.changedAt());
      }
    }
  }

  private static BrowseHistory inVisit(@Nullable Visit visit) {
    return visit == null ? BrowseHistory.EMPTY : visit.views();
  }

  private static boolean samePeriod(long one, long other) {
    return periodOf(one) == periodOf(other);
  }

  private static long periodOf(long at) {
    return Math.floorDiv(at, PERIOD_MS);
  }
}
