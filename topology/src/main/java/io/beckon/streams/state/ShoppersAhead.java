package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import java.util.Arrays;
import java.util.List;

/**
 * Looks at shoppers whose events are read next, level by level, as {@link Foresight} does at those
 * who are about to be written: at what an event of theirs asks for.
 */
final class ShoppersAhead {

  private final ShopperTable table;
  private ShopperTable.Entry[] next = new ShopperTable.Entry[32];

  /** What was seen; it means nothing, but is kept, so that nobody leaves the looking out. */
  private int seen;

  ShoppersAhead(ShopperTable table) {
    this.table = table;
  }

  /** Looks at those who are in memory, and says how many they are. */
  int see(byte[][] keys, int all) {
    if (next.length < all) {
      next = new ShopperTable.Entry[all];
    }
    int count = 0;
    for (int i = 0; i < all; i++) {
      ShopperTable.Entry entry = table.ahead(ShopperTable.hash(keys[i]));
      if (entry != null) {
        next[count++] = entry;
      }
    }
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += next[i].id.hashCode() + (int) next[i].shopper.wokenAt();
    }
    for (int i = 0; i < count; i++) {
      sum += parts(next[i].shopper);
    }
    for (int i = 0; i < count; i++) {
      sum += within(next[i].shopper);
    }
    for (int i = 0; i < count; i++) {
      sum += deep(next[i].shopper);
    }
    seen = sum;
    Arrays.fill(next, 0, count, null);
    return count;
  }

  private static int parts(Shopper shopper) {
    Visit visit = shopper.visit();
    Cart cart = shopper.cart();
    return (int) shopper.head().lastSiteActivity()
        + (visit == null ? 0 : (int) visit.startedAt())
        + (cart == null ? 0 : (int) cart.lastActivity())
        + shopper.profile().tags().size()
        + shopper.sends().messages().size()
        + shopper.queue().sends().size()
        + shopper.journeys().runs().size()
        + shopper.journeys().entries().size();
  }

  private static int within(Shopper shopper) {
    Head head = shopper.head();
    Visit visit = shopper.visit();
    Cart cart = shopper.cart();
    return head.recent().size()
        + head.points().entries().size()
        + (visit == null ? 0 : size(visit.views()))
        + (cart == null ? 0 : cart.lines().size());
  }

  private static int size(BrowseHistory views) {
    return views.isEmpty() ? 0 : (int) views.timeAt(views.last());
  }

  private static int deep(Shopper shopper) {
    int sum = (int) shopper.head().recent().latest();
    List<Run> runs = shopper.journeys().runs();
    for (int i = 0; i < runs.size(); i++) {
      sum += runs.get(i).id().hashCode();
    }
    Cart cart = shopper.cart();
    return cart == null ? sum : sum + cart.lines().get(0).item().getQuantity();
  }

  /** See {@link #seen}. */
  int seen() {
    return seen;
  }
}
