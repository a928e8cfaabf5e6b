package io.beckon.streams.state;

import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import io.beckon.state.JoinedAudience;
import io.beckon.state.RunState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs and entries as a row of {@code journeys} and a page hold them: what one of them says is not
 * said by another. Several runs are often started by one event, and the entry of a run is known by
 * it.
 */
final class RunRows {

  private RunRows() {}

  static List<RunState> stored(List<Run> runs) {
    List<RunState> stored = new ArrayList<>(runs.size());
    for (int i = 0; i < runs.size(); i++) {
      stored.add(stored(runs.get(i), like(runs, i)));
    }
    return stored;
  }

  static List<Run> live(List<RunState> stored) {
    List<Run> runs = new ArrayList<>(stored.size());
    for (RunState state : stored) {
      int like = state.getLike();
      runs.add(live(state, like == 0 ? origin(state) : runs.get(like - 1).origin()));
    }
    return runs;
  }

  static List<io.beckon.state.FlowEntry> entries(List<FlowEntry> entries, List<Run> runs) {
    return PartCodec.each(entries, entry -> stored(entry, runs));
  }

  /** Entries, once the runs of the row are known. */
  static List<FlowEntry> liveEntries(List<io.beckon.state.FlowEntry> stored, List<Run> runs) {
    return PartCodec.each(stored, state -> live(state, runs));
  }

  /** The number of the first run that the same started; 0: none before this one was. */
  private static int like(List<Run> runs, int index) {
    Origin origin = runs.get(index).origin();
    for (int i = 0; i < index; i++) {
      Origin other = runs.get(i).origin();
      if (other.key().equals(origin.key()) && other.equals(origin)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static RunState stored(Run run, int like) {
    Origin origin = run.origin();
    boolean own = like == 0;
    Id originId = own ? origin.key() : Id.NONE;
    ByteBuffer ids = PackedIds.of(run.id(), originId);
    long start = run.startedAt();
    return new RunState(
        PackedIds.rest(ids, 0, run.id()),
        run.flow(),
        run.version(),
        PackedIds.rest(ids, 1, originId),
        start,
        own ? origin.idleSince() - start : null,
        own ? origin.kind() : null,
        own ? origin.cartId() : null,
        own ? origin.items() : List.of(),
        own ? origin.value() : null,
        own ? origin.currency() : null,
        own ? origin.checkoutStep() : null,
        own ? origin.checkoutError() : null,
        own ? origin.eventName() : "",
        own ? PartCodec.storable(origin.event()) : Map.of(),
        run.position(),
        run.stepAt() - start,
        run.wakeAt() == Run.NO_WAKE ? null : run.wakeAt() - start,
        run.ordinal(),
        run.parked(),
        joined(run.audiences()),
        ids,
        like,
        true);
  }

  private static Origin origin(RunState state) {
    Long idleSince = state.getIdleSince();
    return new Origin(
        PackedIds.id(state.getIds(), 1, state.getOriginId()),
        state.getKind(),
        idleSince == null ? state.getStartedAt() : from(state) + idleSince,
        state.getCartId(),
        state.getItems(),
        state.getValue(),
        state.getCurrency(),
        state.getCheckoutStep(),
        state.getCheckoutError(),
        state.getEventName(),
        state.getEvent());
  }

  /** What the times of a run count from. */
  private static long from(RunState state) {
    return state.getTimesFromStart() ? state.getStartedAt() : 0;
  }

  private static Run live(RunState state, Origin origin) {
    Long wakeAt = state.getWakeAt();
    return new Run(
        PackedIds.id(state.getIds(), 0, state.getRunId()),
        state.getFlow().intern(),
        state.getVersion(),
        origin,
        state.getStartedAt(),
        state.getPosition(),
        from(state) + state.getStepAt(),
        wakeAt == null ? Run.NO_WAKE : from(state) + wakeAt,
        state.getOrdinal(),
        state.getParked(),
        audiences(state.getAudiences()));
  }

  static io.beckon.state.RunChange stored(RunChange change) {
    List<Run.Joined> audiences = change.audiences();
    return new io.beckon.state.RunChange(
        change.place(),
        change.position(),
        change.stepsOn(),
        change.wakesAfter(),
        change.decisions(),
        change.parked(),
        audiences == null ? null : joined(audiences));
  }

  static RunChange live(io.beckon.state.RunChange stored) {
    List<JoinedAudience> audiences = stored.getAudiences();
    return new RunChange(
        stored.getPlace(),
        stored.getPosition(),
        stored.getStepAt(),
        stored.getWakeAt(),
        stored.getOrdinal(),
        stored.getParked(),
        audiences == null ? null : audiences(audiences));
  }

  private static List<JoinedAudience> joined(List<Run.Joined> audiences) {
    return PartCodec.each(
        audiences,
        joined -> new JoinedAudience(joined.audience(), joined.memberId(), joined.until()));
  }

  private static List<Run.Joined> audiences(List<JoinedAudience> stored) {
    return PartCodec.each(
        stored,
        joined -> new Run.Joined(joined.getAudience(), joined.getMemberId(), joined.getUntil()));
  }

  private static io.beckon.state.FlowEntry stored(FlowEntry entry, List<Run> runs) {
    Id key = entry.by();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (run.startedAt() == entry.at() && run.flow().equals(entry.flow())) {
        return run.origin().key().equals(key)
            ? stored("", 0, null, 2 * i + 2)
            : stored("", 0, key, 2 * i + 1);
      }
    }
    return stored(entry.flow(), entry.at(), key, 0);
  }

  private static io.beckon.state.FlowEntry stored(String flow, long at, @Nullable Id key, int run) {
    ByteBuffer uuid = PackedIds.of(key == null ? Id.NONE : key, Id.NONE);
    String text = key == null || uuid.hasRemaining() ? null : key.text();
    return new io.beckon.state.FlowEntry(flow, at, text, run, uuid);
  }

  private static FlowEntry live(io.beckon.state.FlowEntry state, List<Run> runs) {
    String known = state.getKey();
    Id key = known == null ? packed(state.getUuid()) : Id.of(known);
    int number = state.getRun();
    if (number == 0) {
      return new FlowEntry(state.getFlow().intern(), key, state.getAt());
    }
    Run run = runs.get((number - 1) / 2);
    return new FlowEntry(run.flow(), number % 2 == 0 ? run.origin().key() : key, run.startedAt());
  }

  private static @Nullable Id packed(ByteBuffer uuid) {
    return uuid.hasRemaining() ? PackedIds.id(uuid, 0, "") : null;
  }
}
