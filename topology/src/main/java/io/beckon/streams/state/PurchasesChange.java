package io.beckon.streams.state;

import io.beckon.engine.shopper.Bought;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Profile.Purchases;
import io.beckon.engine.shopper.RecentIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What orders changed of a profile between two commits. It goes into the page that is written
 * anyway, so that an order costs what it adds, and not all that is known of who ordered and what
 * they bought before.
 *
 * @param now the purchases as they are, less ids and products
 * @param orders hashes of the order ids added
 * @param bought products that are new or changed
 * @param boughtCount how many products there then are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PurchasesChange(Purchases now, long[] orders, List<Bought> bought, int boughtCount) {

  /** The change from one profile to another; null when it is none of this kind. */
  static @Nullable PurchasesChange between(Profile old, Profile now) {
    if (!isSameButPurchases(old, now)) {
      return null;
    }
    Purchases after = now.purchases();
    PurchasesChange change =
        new PurchasesChange(
            new Purchases(
                after.count(),
                after.spent(),
                after.currency(),
                after.firstAt(),
                after.lastAt(),
                RecentIds.EMPTY),
            after.recent().addedSince(old.purchases().recent()),
            others(after.bought(), old.purchases().bought()),
            after.bought().size());
    return change.after(old.purchases()).equals(after) ? change : null;
  }

  /** The purchases after this change. */
  Purchases after(Purchases before) {
    RecentIds recent = before.recent();
    for (long order : orders) {
      recent = recent.with(order);
    }
    List<Bought> all = new ArrayList<>(before.bought());
    for (Bought product : bought) {
      all.removeIf(known -> isSame(known, product));
      int place = 0;
      while (place < all.size() && all.get(place).lastAt() <= product.lastAt()) {
        place++;
      }
      all.add(place, product);
    }
    int surplus = Math.max(0, all.size() - boughtCount);
    return new Purchases(
        now.count(),
        now.spent(),
        now.currency(),
        now.firstAt(),
        now.lastAt(),
        recent,
        all.subList(surplus, all.size()));
  }

  private static boolean isSameButPurchases(Profile old, Profile now) {
    return now.contact().equals(old.contact())
        && now.consents().equals(old.consents())
        && now.suppressions().equals(old.suppressions())
        && now.tags().equals(old.tags())
        && now.attributes().equals(old.attributes())
        && Objects.equals(now.knownId(), old.knownId())
        && now.links().equals(old.links())
        && now.wishes().equals(old.wishes());
  }

  private static boolean isSame(Bought known, Bought product) {
    return known.item().getProductId().equals(product.item().getProductId());
  }

  @SuppressWarnings("ReferenceEquality") // the same object: unchanged
  private static List<Bought> others(List<Bought> all, List<Bought> known) {
    List<Bought> others = new ArrayList<>(2);
    int from = 0;
    for (Bought product : all) {
      int index = from;
      while (index < known.size() && known.get(index) != product) {
        index++;
      }
      if (index < known.size()) {
        from = index + 1;
      } else {
        others.add(product);
      }
    }
    return others;
  }
}
