package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Visit;
import io.beckon.schemas.StateCodec;
import io.beckon.state.ActivityPage;
import io.beckon.state.VisitMark;
import org.jspecify.annotations.Nullable;

/** Rows of the store {@code activity}. */
final class PageCodec implements PartCodec<Page> {

  private final StateCodec<ActivityPage> format;

  PageCodec(StateCodec<ActivityPage> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(Page page) {
    PurchasesChange purchases = page.changes().purchases();
    JourneysChange journeys = page.changes().journeys();
    return format.encode(
        new ActivityPage(
            page.seq(),
            page.lastSiteActivity(),
            page.parts(),
            Heads.packed(page.events()),
            mark(page.visit()),
            page.kept(),
            HistoryCodec.stored(page.visitViews(), page.lastSiteActivity()),
            page.visitCount(),
            HistoryCodec.stored(page.historyViews(), page.lastSiteActivity()),
            page.historyCount(),
            page.points() == null ? null : Heads.stored(page.points()),
            PartCodec.each(page.counted(), Heads::stored),
            purchases == null ? null : ProfileCodec.stored(purchases),
            true,
            journeys == null || journeys.isNone()
                ? null
                : JourneysCodec.stored(journeys, page.lastSiteActivity())));
  }

  @Override
  public Page decode(byte[] bytes) {
    ActivityPage page = format.decode(bytes);
    long now = page.getLastSiteActivity();
    boolean back = page.getTimesBack();
    return new Page(
        page.getSeq(),
        page.getLastSiteActivity(),
        page.getParts(),
        Heads.unpacked(page.getAdded()),
        visit(page.getVisit()),
        page.getKept(),
        HistoryCodec.live(page.getVisitViews(), now, back),
        page.getVisitCount(),
        HistoryCodec.live(page.getHistoryViews(), now, back),
        page.getHistoryCount(),
        page.getPoints() == null ? null : Heads.points(page.getPoints()),
        PartCodec.each(page.getCounted(), Heads::live),
        changes(page));
  }

  private static PartChanges changes(ActivityPage page) {
    io.beckon.state.PurchasesChange purchases = page.getPurchases();
    io.beckon.state.JourneysChange journeys = page.getJourneys();
    return purchases == null && journeys == null
        ? PartChanges.NONE
        : new PartChanges(
            purchases == null ? null : ProfileCodec.live(purchases),
            journeys == null ? null : JourneysCodec.live(journeys, page.getLastSiteActivity()));
  }

  static @Nullable VisitMark mark(@Nullable Visit visit) {
    return visit == null
        ? null
        : new VisitMark(visit.startedAt(), visit.viewed(), visit.cartActivity());
  }

  static @Nullable Visit visit(@Nullable VisitMark mark) {
    return mark == null
        ? null
        : new Visit(
            mark.getStartedAt(), mark.getViewed(), mark.getCartActivity(), BrowseHistory.EMPTY);
  }
}
