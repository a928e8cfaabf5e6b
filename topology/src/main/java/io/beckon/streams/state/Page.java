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
 * @param purchases what orders changed of the profile; null when nothing, or when more of it has
 *     changed
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
    List<Points.Entry> counted,
    @Nullable PurchasesChange purchases) {

  private static final int KNOWN = 0;
  private static final int MORE = 1;
  private static final int NEW = 2;

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
  static Page between(
      Activity old, Activity now, int parts, int seq, @Nullable PurchasesChange purchases) {
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
        told ? counted : List.of(),
        purchases);
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

  @SuppressWarnings("ReferenceEquality") // the same object: unchanged
  private boolean historyLeads(Activity old, Activity now) {
    if (!kept && historyViews.isEmpty() && now.history == old.history) {
      return true;
    }
    return isMerged(old, now.history.views()) || historyAfter(old).equals(now.history);
  }

  /**
   * Is a history what {@link #historyAfter} gives: the earlier history and the visit's views less
   * those viewed again, and what is new, by time, less the oldest? Told from the latest to the
   * oldest by the objects themselves, for most of them without a look into them; false when that
   * does not tell.
   */
  @SuppressWarnings("ReferenceEquality") // the same object: unchanged
  private boolean isMerged(Activity old, List<ViewedProduct> views) {
    if (historyCount != views.size()) {
      return false;
    }
    List<ViewedProduct> known = old.history.views();
    List<ViewedProduct> more = kept ? old.views() : List.of();
    int lastKnown = known.size() - 1;
    int lastMore = more.size() - 1;
    int lastNew = historyViews.size() - 1;
    ViewedProduct later = null;
    int laterRank = 0;
    int i = views.size() - 1;
    while (i >= 0) {
      ViewedProduct view = views.get(i);
      int rank;
      if (lastKnown >= 0 && known.get(lastKnown) == view) {
        rank = KNOWN;
        lastKnown--;
      } else if (lastMore >= 0 && more.get(lastMore) == view) {
        rank = MORE;
        lastMore--;
      } else if (lastNew >= 0 && historyViews.get(lastNew) == view) {
        rank = NEW;
        lastNew--;
      } else if (lastKnown >= 0 && holdsProduct(historyViews, known.get(lastKnown))) {
        lastKnown--;
        continue;
      } else if (lastMore >= 0 && holdsProduct(historyViews, more.get(lastMore))) {
        lastMore--;
        continue;
      } else {
        return false;
      }
      if (later != null && rank != laterRank && !isBefore(view, rank, later, laterRank)) {
        return false;
      }
      later = view;
      laterRank = rank;
      i--;
    }
    return lastNew < 0
        && areBefore(known, lastKnown, KNOWN, later, laterRank)
        && areBefore(more, lastMore, MORE, later, laterRank);
  }

  /** Is what is left of a list, up to a place, older than a view, so that it is forgotten? */
  private boolean areBefore(
      List<ViewedProduct> views, int last, int rank, @Nullable ViewedProduct view, int viewRank) {
    int i = last;
    while (i >= 0 && holdsProduct(historyViews, views.get(i))) {
      i--;
    }
    return i < 0 || view == null || isBefore(views.get(i), rank, view, viewRank);
  }

  /** The order of {@link #merged}: by time, and at one time by the lists that views come from. */
  private static boolean isBefore(ViewedProduct view, int rank, ViewedProduct other, int its) {
    return view.at() < other.at() || (view.at() == other.at() && rank <= its);
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
