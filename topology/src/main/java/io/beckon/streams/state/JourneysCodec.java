package io.beckon.streams.state;

import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.Run;
import io.beckon.schemas.StateCodec;
import io.beckon.state.JourneysState;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the store {@code journeys}. */
final class JourneysCodec implements PartCodec<JourneysCodec.Row> {

  /**
   * Journeys in full.
   *
   * @param seq number of the latest page when they were written
   */
  record Row(Journeys journeys, int seq) {}

  /** Bits of what a change tells. */
  private static final int SEGMENTS_DUE = 1;

  private static final int DATES = 2;

  private final StateCodec<JourneysState> format;

  JourneysCodec(StateCodec<JourneysState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(Row row) {
    Journeys journeys = row.journeys();
    return format.encode(
        new JourneysState(
            RunRows.stored(journeys.runs()),
            RunRows.entries(journeys.entries(), journeys.runs()),
            journeys.membership().segments(),
            journeys.membership().dueAt() == Membership.NEVER
                ? null
                : journeys.membership().dueAt(),
            journeys.agenda().dueAt() == Agenda.NEVER ? null : journeys.agenda().dueAt(),
            since(journeys.agenda()),
            row.seq()));
  }

  @Override
  public Row decode(byte[] bytes) {
    JourneysState state = format.decode(bytes);
    List<Run> runs = RunRows.live(state.getRuns());
    return new Row(
        new Journeys(
            runs,
            RunRows.liveEntries(state.getEntries(), runs),
            membership(state),
            agenda(state.getDatesDueAt(), state.getDatesSince())),
        state.getSeq());
  }

  /**
   * A change as a page has it.
   *
   * @param now what due times count from, in milliseconds
   */
  static io.beckon.state.JourneysChange stored(JourneysChange change, long now) {
    ListChange<Run> runs = change.runs();
    ListChange<FlowEntry> entries = change.entries();
    Long segmentsDueAt = change.segmentsDueAt();
    Agenda agenda = change.agenda();
    return new io.beckon.state.JourneysChange(
        PartCodec.each(change.changed(), RunRows::stored),
        ByteBuffer.wrap(runs.gone()),
        RunRows.stored(runs.added()),
        ByteBuffer.wrap(entries.gone()),
        RunRows.entries(entries.added(), runs.added()),
        ByteBuffer.wrap(change.segments().gone()),
        change.segments().added(),
        (segmentsDueAt == null ? 0 : SEGMENTS_DUE) | (agenda == null ? 0 : DATES),
        segmentsDueAt == null || segmentsDueAt == Membership.NEVER ? null : segmentsDueAt - now,
        agenda == null || agenda.dueAt() == Agenda.NEVER ? null : agenda.dueAt() - now,
        agenda == null ? null : since(agenda));
  }

  /** A change as it was. */
  static JourneysChange live(io.beckon.state.JourneysChange stored, long now) {
    List<Run> begun = RunRows.live(stored.getBegun());
    Long segmentsDueAt = stored.getSegmentsDueAt();
    Long datesDueAt = stored.getDatesDueAt();
    int told = stored.getTold();
    return new JourneysChange(
        PartCodec.each(stored.getChanged(), RunRows::live),
        new ListChange<>(places(stored.getEnded()), begun),
        new ListChange<>(
            places(stored.getForgotten()), RunRows.liveEntries(stored.getEntered(), begun)),
        new ListChange<>(
            places(stored.getSegmentsLeft()),
            PartCodec.each(stored.getSegmentsEntered(), String::intern)),
        (told & SEGMENTS_DUE) == 0
            ? null
            : Long.valueOf(segmentsDueAt == null ? Membership.NEVER : now + segmentsDueAt),
        (told & DATES) == 0
            ? null
            : agenda(datesDueAt == null ? null : now + datesDueAt, stored.getDatesSince()));
  }

  private static byte[] places(ByteBuffer stored) {
    byte[] places = new byte[stored.remaining()];
    stored.duplicate().get(places);
    return places;
  }

  private static @Nullable Long since(Agenda agenda) {
    return agenda.since() == Long.MIN_VALUE ? null : agenda.since();
  }

  private static Agenda agenda(@Nullable Long dueAt, @Nullable Long since) {
    return dueAt == null && since == null
        ? Agenda.NONE
        : new Agenda(dueAt == null ? Agenda.NEVER : dueAt, since == null ? Long.MIN_VALUE : since);
  }

  private static Membership membership(JourneysState state) {
    Long dueAt = state.getSegmentsDueAt();
    return dueAt == null && state.getSegments().isEmpty()
        ? Membership.NONE
        : new Membership(
            PartCodec.each(state.getSegments(), String::intern),
            dueAt == null ? Membership.NEVER : dueAt);
  }
}
