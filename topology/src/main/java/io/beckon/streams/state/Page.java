package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Visit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed of a shopper's head, visit and browse history between two commits: so that an event
 * costs what it adds, and not what there is already.
 *
 * @param seq number of the page
 * @param parts bits of the parts that exist
 * @param events hashes of the event ids added
 * @param visit the visit, without views; null when there is none
 * @param kept the visit's earlier views went to the history
 * @param visitViews views of the visit that are new or changed
 * @param visitCount how many views the visit then has
 * @param historyViews entries of the history that are new or changed
 * @param historyCount how many entries the history then has
 * @param points all that counts for scores, when {@code counted} does not say how it changed; else
 *     null
 * @param counted points that are others than before; they come behind those of other rules
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Page(
    int seq,
    long lastSiteActivity,
    int parts,
    long[] events,
    @Nullable Visit visit,
    boolean kept,
    List<ViewedProduct> visitViews,
    int visitCount,
    List<ViewedProduct> historyViews,
    int historyCount,
    @Nullable Points points,
    List<Points.Entry> counted) {

  /** The parts of a shopper that pages are about. */
  record Activity(Head head, @Nullable Visit visit, BrowseHistory history) {

    static Activity of(Shopper.Parts parts) {
      return new Activity(parts.head(), parts.visit(), parts.history());
    }

    List<ViewedProduct> views() {
      return visit == null ? List.of() : visit.views().views();
    }
  }

  /**
   * The page that should lead from one state to another; whether it does, {@link #leads} tells: not
   * every change can be said by a page.
   */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  static Page between(Activity old, Activity now, int parts, int seq) {
    boolean historyChanged = now.history != old.history;
    boolean kept = historyChanged && !old.views().isEmpty();
    Points before = old.head.points();
    Points after = now.head.points();
    List<Points.Entry> counted = after == before ? List.of() : others(after, before);
    boolean told = after == before || after.equals(with(before, counted));
    return new Page(
        seq,
        now.head.lastSiteActivity(),
        parts,
        now.head.recent().addedSince(old.head.recent()),
        now.visit,
        kept,
        others(now.views(), kept ? List.of() : old.views(), List.of()),
        now.views().size(),
        historyChanged
            ? others(now.history.views(), old.history.views(), kept ? old.views() : List.of())
            : List.of(),
        now.history.views().size(),
        told ? null : after,
        told ? counted : List.of());
  }

  /** Points that are others than before, in their order. */
  @SuppressWarnings("ReferenceEquality") // the same object: unchanged
  private static List<Points.Entry> others(Points now, Points before) {
    List<Points.Entry> others = new ArrayList<>(2);
    for (Points.Entry entry : now.entries()) {
      Points.Entry known = before.of(entry.score(), entry.rule());
      if (known != entry && !entry.equals(known)) {
        others.add(entry);
      }
    }
    return others;
  }

  private static Points with(Points before, List<Points.Entry> counted) {
    Points points = before;
    for (Points.Entry entry : counted) {
      points = points.with(entry);
    }
    return points;
  }

  /** Does this page lead exactly from one state to another? */
  boolean leads(Activity old, Activity now) {
    if (!now.head.links().equals(old.head.links())
        || !now.head.recent().continues(old.head.recent())) {
      return false;
    }
    return visitLeads(old, now) && historyLeads(old, now);
  }

  private boolean historyLeads(Activity old, Activity now) {
    if (historyViews.isEmpty() && isMerged(old, now.history.views())) {
      return true;
    }
    return historyAfter(old).equals(now.history);
  }

  /**
   * Is a history what {@link #historyAfter} gives where no product was viewed again: the earlier
   * history and the visit's views by time, less the oldest? Told by the objects themselves; false
   * when that does not tell.
   */
  @SuppressWarnings("ReferenceEquality") // the same object: unchanged
  private boolean isMerged(Activity old, List<ViewedProduct> views) {
    List<ViewedProduct> known = old.history.views();
    List<ViewedProduct> more = kept ? old.views() : List.of();
    int surplus = known.size() + more.size() - views.size();
    if (surplus < 0 || historyCount != views.size()) {
      return false;
    }
    int first = 0;
    int second = 0;
    for (int i = -surplus; i < views.size(); i++) {
      boolean fromKnown =
          second == more.size()
              || (first < known.size() && known.get(first).at() <= more.get(second).at());
      ViewedProduct next = fromKnown ? known.get(first++) : more.get(second++);
      if (i >= 0 && views.get(i) != next) {
        return false;
      }
    }
    return true;
  }

  /**
   * Does {@link #visitAfter} give the present views? They do when they are the earlier ones, but
   * for those viewed again, followed by what was viewed: told without building them.
   */
  @SuppressWarnings("ReferenceEquality") // the same object: unchanged
  private boolean visitLeads(Activity old, Activity now) {
    if (visit == null) {
      return now.visit == null;
    }
    List<ViewedProduct> views = now.views();
    int unchanged = views.size() - visitViews.size();
    int found = 0;
    for (ViewedProduct view : kept ? List.<ViewedProduct>of() : old.views()) {
      if (found < unchanged && views.get(found) == view) {
        found++;
      } else if (!holdsProduct(visitViews, view)) {
        return visit.equals(visitAfter(old));
      }
    }
    for (int i = 0; i < visitViews.size(); i++) {
      if (found != unchanged || views.get(unchanged + i) != visitViews.get(i)) {
        return visit.equals(visitAfter(old));
      }
    }
    return found == unchanged;
  }

  /** The state after this page. */
  Activity after(Activity before) {
    RecentIds ids = before.head.recent();
    for (long event : events) {
      ids = ids.with(event);
    }
    return new Activity(
        new Head(
            lastSiteActivity,
            ids,
            before.head.links(),
            points == null ? with(before.head.points(), counted) : points),
        visitAfter(before),
        historyAfter(before));
  }

  private @Nullable Visit visitAfter(Activity before) {
    if (visit == null) {
      return null;
    }
    List<ViewedProduct> views = kept ? List.of() : before.views();
    return visit.viewing(new BrowseHistory(merged(views, List.of(), visitViews, visitCount)));
  }

  private BrowseHistory historyAfter(Activity before) {
    List<ViewedProduct> known = before.history.views();
    if (!kept && historyViews.isEmpty() && historyCount == known.size()) {
      return before.history;
    }
    return new BrowseHistory(
        merged(known, kept ? before.views() : List.of(), historyViews, historyCount));
  }

  /** Those of a list that are in none of two others; all three are in the same order. */
  private static List<ViewedProduct> others(
      List<ViewedProduct> all, List<ViewedProduct> known, List<ViewedProduct> alsoKnown) {
    List<ViewedProduct> others = new ArrayList<>(2);
    int first = 0;
    int second = 0;
    for (ViewedProduct view : all) {
      int index = indexOf(known, view, first);
      if (index >= 0) {
        first = index + 1;
        continue;
      }
      index = indexOf(alsoKnown, view, second);
      if (index >= 0) {
        second = index + 1;
        continue;
      }
      others.add(view);
    }
    return others;
  }

  @SuppressWarnings("ReferenceEquality") // the same object: unchanged
  private static int indexOf(List<ViewedProduct> views, ViewedProduct view, int from) {
    for (int i = from; i < views.size(); i++) {
      if (views.get(i) == view) {
        return i;
      }
    }
    return -1;
  }

  private static List<ViewedProduct> merged(
      List<ViewedProduct> base, List<ViewedProduct> more, List<ViewedProduct> changed, int count) {
    List<ViewedProduct> all = new ArrayList<>(base.size() + more.size() + changed.size());
    add(base, changed, all);
    add(more, changed, all);
    add(changed, List.of(), all);
    int surplus = all.size() - count;
    return surplus > 0 ? all.subList(surplus, all.size()) : all;
  }

  private static void add(
      List<ViewedProduct> views, List<ViewedProduct> except, List<ViewedProduct> all) {
    for (ViewedProduct view : views) {
      if (!holdsProduct(except, view)) {
        int position = all.size();
        while (position > 0 && all.get(position - 1).at() > view.at()) {
          position--;
        }
        all.add(position, view);
      }
    }
  }

  private static boolean holdsProduct(List<ViewedProduct> views, ViewedProduct view) {
    String product = view.item().getProductId();
    int hash = product.hashCode();
    for (int i = 0; i < views.size(); i++) {
      String other = views.get(i).item().getProductId();
      // Products are many and mostly others: hashes are remembered, and tell them apart sooner.
      if (other.hashCode() == hash && other.equals(product)) {
        return true;
      }
    }
    return false;
  }
}
