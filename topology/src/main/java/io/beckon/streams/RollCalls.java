package io.beckon.streams;

import io.beckon.contract.RuleKind;
import io.beckon.contract.RulesActivated;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.time.Timeline;
import io.beckon.schemas.StateCodec;
import io.beckon.state.RollCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all shoppers of a partition once, a few at a time, where a definition that was activated
 * concerns those who sleep: a segment, a flow that begins on dates, and a flow that calls the
 * existing members of a segment, at its own rate in log time. How far it came is stored with
 * everything else, so that a restart goes on there and nobody is called twice.
 *
 * <p>A member enters at the log time at which their turn comes: the rate's, or later if the log
 * stood still. A flow calls its members once, whatever versions follow.
 */
final class RollCalls {

  private static final String KEY = "$call:";

  /** What all are looked at for. */
  private static final String EVERYBODY = "";

  private static final long NEVER = Long.MAX_VALUE;

  /** Shoppers looked at for one member who enters, before others get their turn. */
  private static final int AT_ONCE = 64;

  private final KeyValueStore<String, byte[]> store;
  private final Ids ids;
  private final LongSupplier commits;
  private final Timeline timeline;
  private final StateCodec<RollCall> codec = StateCodec.of(RollCall.class);
  private final Map<String, RollCall> calls = new TreeMap<>();

  /** Commits before the newest call: those who came since the latest one are in memory only. */
  private long flushesBefore = -1;

  /** Ids of stored shoppers. */
  @FunctionalInterface
  interface Ids {

    /** At most so many behind one, in the order of their UTF-8 bytes; fewer: there are no more. */
    List<String> after(String id, int limit);
  }

  /**
   * Calls that are not over, as stored.
   *
   * @param commits how many there were: who came since the latest is not among the ids
   */
  RollCalls(KeyValueStore<String, byte[]> store, Ids ids, LongSupplier commits, Timeline timeline) {
    this.store = store;
    this.ids = ids;
    this.commits = commits;
    this.timeline = timeline;
    try (KeyValueIterator<String, byte[]> rows = store.range(KEY, KEY + '\uffff')) {
      while (rows.hasNext()) {
        KeyValue<String, byte[]> row = rows.next();
        RollCall call = codec.decode(row.value);
        if (!call.getDone()) {
          calls.put(row.key.substring(KEY.length()), call);
        }
      }
    }
  }

  /** A definition was put in force at the present log time. */
  void activated(RulesActivated rule) {
    if (rule.getDefinition().isEmpty()) {
      return;
    }
    if (rule.getKind() == RuleKind.SEGMENT) {
      begin(EVERYBODY);
    } else if (rule.getKind() == RuleKind.FLOW) {
      Program program = timeline.rules().find(rule.getId(), rule.getVersion());
      if (program == null) {
        return;
      }
      if (program.flow().trigger() instanceof Trigger.OnDate) {
        begin(EVERYBODY);
      }
      if (program.flow().entry().existing() != null && store.get(KEY + rule.getId()) == null) {
        begin(rule.getId());
      }
    }
  }

  private void begin(String id) {
    flushesBefore = commits.getAsLong();
    keep(id, new RollCall(timeline.now(), "", 0L, false));
  }

  /** When a tick is wanted so that somebody gets their turn; Long.MAX_VALUE: none is. */
  long dueAt() {
    long first = NEVER;
    for (Map.Entry<String, RollCall> call : calls.entrySet()) {
      boolean known = timeline.now() > call.getValue().getSince();
      if (!known || !call.getKey().equals(EVERYBODY)) {
        first = Math.min(first, turn(call.getKey(), call.getValue()));
      }
    }
    return first;
  }

  /**
   * Looks at some shoppers.
   *
   * @param limit at most about so many
   * @return is there more to do now?
   */
  boolean advance(int limit) {
    if (calls.isEmpty() || commits.getAsLong() == flushesBefore) {
      return false;
    }
    boolean more = false;
    for (String id : new ArrayList<>(calls.keySet())) {
      more |= id.equals(EVERYBODY) ? meet(limit) : call(id, limit);
    }
    return more;
  }

  private boolean meet(int limit) {
    RollCall call = calls.get(EVERYBODY);
    if (call == null || turn(EVERYBODY, call) > timeline.now()) {
      return false;
    }
    List<String> next = ids.after(call.getPosition(), limit);
    Set<String> calling = Set.copyOf(calls.keySet());
    next.forEach(shopper -> timeline.meet(shopper, calling));
    return moved(EVERYBODY, call, next, next.size() < limit, 0);
  }

  private boolean call(String flowId, int limit) {
    RollCall call = calls.get(flowId);
    if (call == null || turn(flowId, call) > timeline.now()) {
      return false;
    }
    Program program = timeline.rules().inForce(flowId, NEVER);
    if (program == null || program.flow().entry().existing() == null) {
      keep(flowId, new RollCall(call.getSince(), "", call.getEntered(), true));
      return false;
    }
    int at = Math.min(limit, AT_ONCE);
    List<String> next = ids.after(call.getPosition(), at);
    List<String> looked = new ArrayList<>(next.size());
    Set<String> calling = Set.copyOf(calls.keySet());
    int entered = 0;
    for (String id : next) {
      looked.add(id);
      timeline.meet(id, calling);
      if (timeline.call(id, program, call.getSince())) {
        entered++;
        break;
      }
    }
    boolean last = looked.size() == next.size() && next.size() < at;
    return moved(flowId, call, looked, last, entered);
  }

  /** Notes how far it came; returns whether there is more. */
  private boolean moved(String id, RollCall call, List<String> looked, boolean last, int entered) {
    String position = looked.isEmpty() ? call.getPosition() : looked.get(looked.size() - 1);
    keep(id, new RollCall(call.getSince(), position, call.getEntered() + entered, last));
    return !last;
  }

  private void keep(String id, RollCall call) {
    store.put(KEY + id, codec.encode(call));
    if (call.getDone()) {
      calls.remove(id);
    } else {
      calls.put(id, call);
    }
  }

  /**
   * When the next may be looked at, epoch milliseconds: later than the activation, because a
   * definition is in force for decisions later than that, and when it is the next member's turn.
   */
  private long turn(String flowId, RollCall call) {
    Flow.@Nullable Existing existing = existing(flowId);
    long every = existing == null ? 0 : existing.every().toMillis();
    return call.getSince() + Math.max(1, call.getEntered() * every);
  }

  private Flow.@Nullable Existing existing(String flowId) {
    Program program = timeline.rules().inForce(flowId, NEVER);
    return program == null ? null : program.flow().entry().existing();
  }
}
