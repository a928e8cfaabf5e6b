package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.schemas.StateCodec;
import io.beckon.state.BrowseHistoryState;
import org.jspecify.annotations.Nullable;

/** Rows of the store {@code browse-history}. */
final class HistoryCodec implements PartCodec<HistoryCodec.Row> {

  /**
   * What was viewed, and the head of a shopper who has no visit.
   *
   * @param head null when the visit's row carries it
   * @param parts bits of the parts that exist; 0 without a head
   */
  record Row(@Nullable Head head, int parts, BrowseHistory history) {}

  private final StateCodec<BrowseHistoryState> format;

  HistoryCodec(StateCodec<BrowseHistoryState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(Row row) {
    Head head = row.head();
    return format.encode(
        new BrowseHistoryState(
            head == null ? null : Heads.stored(head, row.parts()),
            PartCodec.each(row.history().views(), HistoryCodec::stored)));
  }

  @Override
  public Row decode(byte[] bytes) {
    BrowseHistoryState state = format.decode(bytes);
    io.beckon.state.Head head = state.getHead();
    return new Row(
        head == null ? null : Heads.live(head),
        head == null ? 0 : head.getParts(),
        new BrowseHistory(PartCodec.each(state.getViews(), HistoryCodec::live)));
  }

  static io.beckon.state.ViewedProduct stored(ViewedProduct view) {
    return new io.beckon.state.ViewedProduct(view.item(), view.at(), view.views());
  }

  static ViewedProduct live(io.beckon.state.ViewedProduct stored) {
    return new ViewedProduct(stored.getItem(), stored.getAt(), stored.getViews());
  }
}
