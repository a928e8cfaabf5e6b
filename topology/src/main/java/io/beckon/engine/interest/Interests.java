package io.beckon.engine.interest;

import io.beckon.contract.Item;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.CartLine;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import io.beckon.engine.shopper.Wish;
import java.util.HashMap;
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

  /** More than are about at a time: of each, one keeps what they are noted for. */
  private static final int SLOTS = 4096;

  private final InterestIndex index;
  private final ItemSubjects subjects = new ItemSubjects();
  private final @Nullable Noted[] lately = new Noted[SLOTS];

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
    if (inVisit(before.visit()).isEmpty() && before.history().isEmpty()) {
      forget(id);
    }
    if (views != inVisit(before.visit()) && !views.isEmpty()) {
      viewed(id, views, views.last(), before, since, kindsSince);
    }
    if (shopper.history() != before.history()) {
      BrowseHistory history = shopper.history();
      for (int place = history.first(); place >= 0; place = history.after(place)) {
        if (!isNoted(history, place, inVisit(before.visit()), since, kindsSince)
            && !isNoted(history, place, before.history(), since, kindsSince)) {
          viewed(id, history, place, before, since, kindsSince);
        }
      }
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
      String id,
      BrowseHistory views,
      int place,
      Shopper.Parts before,
      long since,
      long kindsSince) {
    long at = views.timeAt(place);
    Noted noted = noted(id, before, periodOf(at), since, kindsSince);
    ItemSubjects.Of item = subjects.of(views.itemAt(place));
    note(item.product(), id, at, noted);
    if (kindsSince != Long.MAX_VALUE) {
      note(item.category(), id, at, noted);
      note(item.brand(), id, at, noted);
    }
  }

  private void note(long subject, String id, long at, Noted noted) {
    if (subject != ItemSubjects.NONE && noted.add(subject)) {
      index.note(subject, id, at);
    }
  }

  /** What a shopper is noted for in a period: as it is remembered, or else by what they viewed. */
  private Noted noted(String id, Shopper.Parts before, long period, long since, long kindsSince) {
    int slot = slotOf(id);
    Noted known = lately[slot];
    if (known == null || known.isLarge() || !known.answers(id, period, since, kindsSince)) {
      known = new Noted(id, period, since, kindsSince);
      add(inVisit(before.visit()), known, period, since, kindsSince);
      add(before.history(), known, period, since, kindsSince);
      lately[slot] = known;
    }
    return known;
  }

  private void add(BrowseHistory history, Noted to, long period, long since, long kindsSince) {
    for (int place = history.first(); place >= 0; place = history.after(place)) {
      long at = history.timeAt(place);
      if (at > since && periodOf(at) == period) {
        ItemSubjects.Of item = subjects.of(history.itemAt(place));
        to.add(item.product());
        if (at > kindsSince) {
          addIfAny(item.category(), to);
          addIfAny(item.brand(), to);
        }
      }
    }
  }

  private static void addIfAny(long subject, Noted to) {
    if (subject != ItemSubjects.NONE) {
      to.add(subject);
    }
  }

  /** Was a view like this one noted before? Then all that it says was. */
  private static boolean isNoted(
      BrowseHistory views, int place, BrowseHistory before, long since, long kindsSince) {
    Item item = views.itemAt(place);
    int old = before.placeOf(item);
    return old >= 0
        && before.itemAt(old) == item
        && samePeriod(before.timeAt(old), views.timeAt(place))
        && before.timeAt(old) > since
        && (kindsSince == Long.MAX_VALUE || before.timeAt(old) > kindsSince);
  }

  /**
   * Whoever had viewed nothing may be somebody who was erased, by whatever way, and whom the index
   * knows no more: what they view from now on is new.
   */
  private void forget(String id) {
    int slot = slotOf(id);
    Noted known = lately[slot];
    if (known != null && known.isOf(id)) {
      lately[slot] = null;
    }
  }

  private static int slotOf(String id) {
    int hash = id.hashCode();
    return (hash ^ (hash >>> 12)) & (SLOTS - 1);
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
