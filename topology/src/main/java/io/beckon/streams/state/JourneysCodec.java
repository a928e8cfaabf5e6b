package io.beckon.streams.state;

import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.Run;
import io.beckon.schemas.StateCodec;
import io.beckon.state.JourneysState;
import java.util.List;

/** Rows of the store {@code journeys}. */
final class JourneysCodec implements PartCodec<Journeys> {

  private final StateCodec<JourneysState> format;

  JourneysCodec(StateCodec<JourneysState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(Journeys journeys) {
    return format.encode(
        new JourneysState(
            RunRows.stored(journeys.runs()),
            RunRows.entries(journeys.entries(), journeys.runs()),
            journeys.membership().segments(),
            journeys.membership().dueAt() == Membership.NEVER
                ? null
                : journeys.membership().dueAt(),
            journeys.agenda().dueAt() == Agenda.NEVER ? null : journeys.agenda().dueAt(),
            journeys.agenda().since() == Long.MIN_VALUE ? null : journeys.agenda().since()));
  }

  @Override
  public Journeys decode(byte[] bytes) {
    JourneysState state = format.decode(bytes);
    List<Run> runs = RunRows.live(state.getRuns());
    return new Journeys(
        runs, RunRows.liveEntries(state.getEntries(), runs), membership(state), agenda(state));
  }

  private static Agenda agenda(JourneysState state) {
    Long dueAt = state.getDatesDueAt();
    Long since = state.getDatesSince();
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
