package io.beckon.streams.state;

import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import io.beckon.schemas.StateCodec;
import io.beckon.state.JoinedAudience;
import io.beckon.state.JourneysState;
import io.beckon.state.RunState;

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
            PartCodec.each(journeys.runs(), JourneysCodec::stored),
            PartCodec.each(
                journeys.entries(), e -> new io.beckon.state.FlowEntry(e.flow(), e.at(), e.key())),
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
    return new Journeys(
        PartCodec.each(state.getRuns(), JourneysCodec::live),
        PartCodec.each(state.getEntries(), e -> new FlowEntry(e.getFlow(), e.getAt(), e.getKey())),
        membership(state),
        agenda(state));
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
        : new Membership(state.getSegments(), dueAt == null ? Membership.NEVER : dueAt);
  }

  private static RunState stored(Run run) {
    Origin origin = run.origin();
    return new RunState(
        run.runId(),
        run.flow(),
        run.version(),
        origin.id(),
        run.startedAt(),
        origin.idleSince(),
        origin.kind(),
        origin.cartId(),
        origin.items(),
        origin.value(),
        origin.currency(),
        origin.checkoutStep(),
        origin.checkoutError(),
        origin.eventName(),
        PartCodec.storable(origin.event()),
        run.position(),
        run.stepAt(),
        run.wakeAt() == Run.NO_WAKE ? null : run.wakeAt(),
        run.ordinal(),
        run.parked(),
        PartCodec.each(
            run.audiences(),
            joined -> new JoinedAudience(joined.audience(), joined.memberId(), joined.until())));
  }

  private static Run live(RunState state) {
    Long idleSince = state.getIdleSince();
    Long wakeAt = state.getWakeAt();
    return new Run(
        state.getRunId(),
        state.getFlow(),
        state.getVersion(),
        new Origin(
            state.getOriginId(),
            state.getKind(),
            idleSince == null ? state.getStartedAt() : idleSince,
            state.getCartId(),
            state.getItems(),
            state.getValue(),
            state.getCurrency(),
            state.getCheckoutStep(),
            state.getCheckoutError(),
            state.getEventName(),
            state.getEvent()),
        state.getStartedAt(),
        state.getPosition(),
        state.getStepAt(),
        wakeAt == null ? Run.NO_WAKE : wakeAt,
        state.getOrdinal(),
        state.getParked(),
        PartCodec.each(
            state.getAudiences(),
            joined ->
                new Run.Joined(joined.getAudience(), joined.getMemberId(), joined.getUntil())));
  }
}
