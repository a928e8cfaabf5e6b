package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Visit;
import io.beckon.schemas.StateCodec;
import io.beckon.state.VisitState;

/** Rows of the store {@code visits}. */
final class VisitCodec implements PartCodec<VisitCodec.Row> {

  /**
   * A shopper who has a visit.
   *
   * @param parts bits of the other parts that exist
   */
  record Row(Head head, int parts, Visit visit) {}

  private final StateCodec<VisitState> format;

  VisitCodec(StateCodec<VisitState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(Row row) {
    Visit visit = row.visit();
    return format.encode(
        new VisitState(
            Heads.stored(row.head(), row.parts()),
            visit.startedAt(),
            visit.viewed(),
            visit.cartActivity(),
            PartCodec.each(visit.views().views(), HistoryCodec::stored)));
  }

  @Override
  public Row decode(byte[] bytes) {
    VisitState state = format.decode(bytes);
    return new Row(
        Heads.live(state.getHead()),
        state.getHead().getParts(),
        new Visit(
            state.getStartedAt(),
            state.getViewed(),
            state.getCartActivity(),
            new BrowseHistory(PartCodec.each(state.getViews(), HistoryCodec::live))));
  }
}
