package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Visit;
import io.beckon.schemas.StateCodec;
import io.beckon.state.BrowseHistoryState;
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
    return format.encode(
        new BrowseHistoryState(
            Heads.stored(row.head(), row.parts()),
            PartCodec.each(row.history().views(), HistoryCodec::stored),
            row.seq(),
            PageCodec.mark(visit),
            visit == null
                ? List.of()
                : PartCodec.each(visit.views().views(), HistoryCodec::stored)));
  }

  @Override
  public Row decode(byte[] bytes) {
    BrowseHistoryState state = format.decode(bytes);
    io.beckon.state.Head head = state.getHead();
    Visit visit = PageCodec.visit(state.getVisit());
    return new Row(
        head == null ? Head.EMPTY : Heads.live(head),
        head == null ? 0 : head.getParts(),
        state.getSeq(),
        visit == null
            ? null
            : visit.viewing(
                new BrowseHistory(PartCodec.each(state.getVisitViews(), HistoryCodec::live))),
        new BrowseHistory(PartCodec.each(state.getViews(), HistoryCodec::live)));
  }

  static io.beckon.state.ViewedProduct stored(ViewedProduct view) {
    return new io.beckon.state.ViewedProduct(view.item(), view.at(), view.views());
  }

  static ViewedProduct live(io.beckon.state.ViewedProduct stored) {
    return new ViewedProduct(stored.getItem(), stored.getAt(), stored.getViews());
  }
}
