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
 * @param changes what has changed of parts that have rows of their own
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
    PartChanges changes) {

  private static final int KNOWN = 0;
  private static final int MORE = 1;
  private static final int NEW = 2;

  /** The parts of a shopper that pages are about. */
  record Activity(Head head, @Nullable Visit visit, BrowseHistory history) {

    static Activity of(Shopper.Parts parts) {
      return new Activity(parts.head(), parts.visit(), parts.history());
    }

    BrowseHistory views() {
      return visit == null ? BrowseHistory.EMPTY : visit.views();
    }
  }

  /**
   * The page that should lead from one state to another; whether it does, {@link #leads} tells: not
   * every change can be said by a page.
   */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  static Page between(Activity old, Activity now, int parts, int seq, PartChanges changes) {
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
        others(now.views(), kept ? BrowseHistory.EMPTY : old.views(), BrowseHistory.EMPTY),
        now.views().size(),
        historyChanged
            ? others(now.history, old.history, kept ? old.views() : BrowseHistory.EMPTY)
            : List.of(),
        now.history.size(),
        told ? null : after,
        told ? counted : List.of(),
        changes);
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
    return isMerged(old, now.history) || historyAfter(old).equals(now.history);
  }

  /**
   * Does {@link #historyAfter} give these views? Told without building it, from the latest to the
   * oldest by the items themselves, for most of them without a look into them; false when that does
   * not tell.
   */
  private boolean isMerged(Activity old, BrowseHistory views) {
    if (historyCount != views.size()) {
      return false;
    }
    BrowseHistory known = old.history;
    BrowseHistory more = kept ? old.views() : BrowseHistory.EMPTY;
    int lastKnown = known.last();
    int lastMore = more.last();
    int lastNew = historyViews.size() - 1;
    long later = Long.MAX_VALUE;
    int laterRank = NEW;
    int place = views.last();
    while (place >= 0) {
      int rank;
      if (lastKnown >= 0 && known.isAt(lastKnown, views, place)) {
        rank = KNOWN;
        lastKnown = known.before(lastKnown);
      } else if (lastMore >= 0 && more.isAt(lastMore, views, place)) {
        rank = MORE;
        lastMore = more.before(lastMore);
      } else if (lastNew >= 0 && views.isAt(place, historyViews.get(lastNew))) {
        rank = NEW;
        lastNew--;
      } else if (lastKnown >= 0 && known.isAmong(historyViews, lastKnown)) {
        lastKnown = known.before(lastKnown);
        continue;
      } else if (lastMore >= 0 && more.isAmong(historyViews, lastMore)) {
        lastMore = more.before(lastMore);
        continue;
      } else {
        return false;
      }
      long at = views.timeAt(place);
      if (rank != laterRank && !isBefore(at, rank, later, laterRank)) {
        return false;
      }
      later = at;
      laterRank = rank;
      place = views.before(place);
    }
    return lastNew < 0
        && areBefore(known, lastKnown, KNOWN, later, laterRank)
        && areBefore(more, lastMore, MORE, later, laterRank);
  }

  /** Is what is left of a history, up to a place, older than a view, so that it is forgotten? */
  private boolean areBefore(BrowseHistory views, int last, int rank, long later, int laterRank) {
    int place = last;
    while (place >= 0 && views.isAmong(historyViews, place)) {
      place = views.before(place);
    }
    return place < 0 || isBefore(views.timeAt(place), rank, later, laterRank);
  }

  /** The order of {@link BrowseHistory#replaced}: by time, and at one time by where views are. */
  private static boolean isBefore(long at, int rank, long other, int its) {
    return at < other || (at == other && rank <= its);
  }

  /**
   * Does {@link #visitAfter} give the present views? They do when they are the earlier ones, but
   * for those viewed again, followed by what was viewed: told without building them.
   */
  private boolean visitLeads(Activity old, Activity now) {
    if (visit == null) {
      return now.visit == null;
    }
    BrowseHistory views = now.views();
    BrowseHistory before = kept ? BrowseHistory.EMPTY : old.views();
    int unchanged = views.size() - visitViews.size();
    int next = views.first();
    for (int place = before.first(); place >= 0; place = before.after(place)) {
      if (unchanged > 0 && next >= 0 && views.isAt(next, before, place)) {
        unchanged--;
        next = views.after(next);
      } else if (!before.isAmong(visitViews, place)) {
        return visit.equals(visitAfter(old));
      }
    }
    for (int i = 0; i < visitViews.size(); i++) {
      if (unchanged != 0 || next < 0 || !views.isAt(next, visitViews.get(i))) {
        return visit.equals(visitAfter(old));
      }
      next = views.after(next);
    }
    return unchanged == 0;
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
    BrowseHistory views = kept ? BrowseHistory.EMPTY : before.views();
    return visit.viewing(views.replaced(BrowseHistory.EMPTY, visitViews, visitCount));
  }

  private BrowseHistory historyAfter(Activity before) {
    BrowseHistory known = before.history;
    if (!kept && historyViews.isEmpty() && historyCount == known.size()) {
      return known;
    }
    BrowseHistory more = kept ? before.views() : BrowseHistory.EMPTY;
    return known.replaced(more, historyViews, historyCount);
  }

  /** Those of a history that are in none of two others; all three are in the same order. */
  private static List<ViewedProduct> others(
      BrowseHistory all, BrowseHistory known, BrowseHistory alsoKnown) {
    List<ViewedProduct> others = new ArrayList<>(2);
    int first = known.first();
    int second = alsoKnown.first();
    for (int place = all.first(); place >= 0; place = all.after(place)) {
      int same = placeOf(known, all, place, first);
      if (same >= 0) {
        first = known.after(same);
        continue;
      }
      same = placeOf(alsoKnown, all, place, second);
      if (same >= 0) {
        second = alsoKnown.after(same);
        continue;
      }
      others.add(all.viewAt(place));
    }
    return others;
  }

  /** Where a view of one history stands in another, from a place on; -1: nowhere. */
  private static int placeOf(BrowseHistory in, BrowseHistory all, int place, int from) {
    for (int its = from; its >= 0; its = in.after(its)) {
      if (in.isAt(its, all, place)) {
        return its;
      }
    }
    return -1;
  }
}
