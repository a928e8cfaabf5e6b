package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at shoppers who are about to be written, some at a time and level by level. When they are
 * written, most of what they consist of is in no cache, and each object would be waited for before
 * the next one can be asked for. Of several shoppers the processor asks at once.
 */
final class Foresight {

  /** Shoppers looked at together: what they consist of fits into the nearer caches. */
  static final int REACH = 32;

  private final Shopper.Parts[] now = new Shopper.Parts[REACH];
  private final Shopper.Parts[] old = new Shopper.Parts[REACH];

  /** What was seen; it means nothing, but is kept, so that nobody leaves the looking out. */
  private int seen;

  /** Looks at the next ones of a list. */
  void see(List<ShopperTable.Entry> entries, int from) {
    int count = Math.min(REACH, entries.size() - from);
    int sum = 0;
    for (int i = 0; i < count; i++) {
      ShopperTable.Entry entry = entries.get(from + i);
      now[i] = entry.shopper.parts();
      old[i] = entry.stored.parts();
    }
    for (int i = 0; i < count; i++) {
      sum += shallow(now[i]) + shallow(old[i]);
    }
    for (int i = 0; i < count; i++) {
      sum += deep(now[i], old[i]);
    }
    seen = sum;
  }

  private static int shallow(Shopper.Parts parts) {
    Head head = parts.head();
    Visit visit = parts.visit();
    Cart cart = parts.cart();
    return head.recent().size()
        + (visit == null ? 0 : size(visit.views()))
        + (cart == null ? 0 : cart.lines().size())
        + size(parts.history())
        + parts.journeys().runs().size()
        + parts.journeys().entries().size();
  }

  private static int size(BrowseHistory history) {
    return history.isEmpty() ? 0 : 1;
  }

  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  private static int deep(Shopper.Parts now, Shopper.Parts old) {
    int sum = 0;
    if (now.journeys() != old.journeys()) {
      List<Run> runs = now.journeys().runs();
      List<Run> before = old.journeys().runs();
      for (int i = 0; i < runs.size(); i++) {
        Run run = runs.get(i);
        if (i >= before.size() || run != before.get(i)) { // no page says anything of the others
          sum += run.id().hashCode() + run.origin().key().hashCode();
        }
      }
    }
    sum += latest(now.visit() == null ? null : now.visit().views());
    if (now.history() != old.history()) {
      sum += latest(now.history());
    }
    return sum;
  }

  private static int latest(@Nullable BrowseHistory history) {
    if (history == null || history.isEmpty()) {
      return 0;
    }
    int sum = 0;
    int place = history.last();
    for (int i = 0; i < 8 && place >= 0; i++) {
      sum += history.viewsAt(place) + history.itemAt(place).getQuantity();
      place = history.before(place);
    }
    return sum;
  }

  /** See {@link #seen}. */
  int seen() {
    return seen;
  }
}
