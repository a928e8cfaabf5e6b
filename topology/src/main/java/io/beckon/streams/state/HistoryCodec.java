package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Visit;
import io.beckon.schemas.StateCodec;
import io.beckon.state.BrowseHistoryState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the store {@code browse-history}. */
final class HistoryCodec implements PartCodec<HistoryCodec.Row> {

  /**
   * Head, visit and what was viewed, in full.
   *
   * @param parts bits of the other parts that exist
   * @param seq number of the row among the pages
   */
  record Row(Head head, int parts, int seq, @Nullable Visit visit, BrowseHistory history) {}

  private final StateCodec<BrowseHistoryState> format;

  HistoryCodec(StateCodec<BrowseHistoryState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(Row row) {
    Visit visit = row.visit();
    long now = row.head().lastSiteActivity();
    return format.encode(
        new BrowseHistoryState(
            Heads.stored(row.head(), row.parts()),
            stored(row.history(), now),
            row.seq(),
            PageCodec.mark(visit),
            visit == null ? List.of() : stored(visit.views(), now),
            true));
  }

  @Override
  public Row decode(byte[] bytes) {
    BrowseHistoryState state = format.decode(bytes);
    io.beckon.state.Head head = state.getHead();
    Visit visit = PageCodec.visit(state.getVisit());
    long now = head == null ? 0 : head.getLastSiteActivity();
    boolean back = state.getTimesBack();
    return new Row(
        head == null ? Head.EMPTY : Heads.live(head),
        head == null ? 0 : head.getParts(),
        state.getSeq(),
        visit == null
            ? null
            : visit.viewing(new BrowseHistory(live(state.getVisitViews(), now, back))),
        new BrowseHistory(live(state.getViews(), now, back)));
  }

  private static List<io.beckon.state.ViewedProduct> stored(BrowseHistory history, long now) {
    List<io.beckon.state.ViewedProduct> stored = new ArrayList<>(history.size());
    for (int place = history.first(); place >= 0; place = history.after(place)) {
      stored.add(
          new io.beckon.state.ViewedProduct(
              history.itemAt(place), now - history.timeAt(place), history.viewsAt(place)));
    }
    return stored;
  }

  /** Views as stored: when, as how long before a time. */
  static List<io.beckon.state.ViewedProduct> stored(List<ViewedProduct> views, long now) {
    return PartCodec.each(
        views,
        view -> new io.beckon.state.ViewedProduct(view.item(), now - view.at(), view.views()));
  }

  /**
   * Views as they were.
   *
   * @param back are their times how long before {@code now} they were?
   */
  static List<ViewedProduct> live(
      List<io.beckon.state.ViewedProduct> stored, long now, boolean back) {
    return PartCodec.each(
        stored,
        view ->
            new ViewedProduct(
                view.getItem(), back ? now - view.getAt() : view.getAt(), view.getViews()));
  }
}
