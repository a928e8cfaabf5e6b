package io.beckon.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.schemas.StateCodec;
import io.beckon.state.ActiveRule;
import io.beckon.state.RollCall;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The definitions in force: all partitions read the same ones, and each new one gets them all, in
 * force since the first partition read them. Whether the application has left its shadow is the old
 * one's business, and left out.
 *
 * <p>A roll call that is not over goes on behind the one who comes first of those looked at last:
 * who was looked at already is looked at again, which changes nothing. It goes on at its rate, from
 * the largest number of those called in a partition.
 */
final class RulesMove implements StateMove.Whole {

  static final String ACTIVATED = "$activated";
  static final String CALL = "$call:";

  private final int from;
  private final int to;
  private final StateMove.Target target;
  private final StateCodec<ActiveRule> rules = StateCodec.of(ActiveRule.class);
  private final StateCodec<RollCall> calls = StateCodec.of(RollCall.class);
  private final Map<String, ActiveRule> merged = new TreeMap<>();
  private final Map<Integer, Map<String, RollCall>> callsOf = new TreeMap<>();

  RulesMove(int from, int to, StateMove.Target target) {
    this.from = from;
    this.to = to;
    this.target = target;
  }

  @Override
  public void take(int partition, Map<Bytes, byte[]> rows) {
    Map<String, RollCall> own = new HashMap<>();
    callsOf.put(partition, own);
    rows.forEach(
        (bytes, value) -> {
          String key = new String(bytes.get(), UTF_8);
          if (key.startsWith(CALL)) {
            own.put(key, calls.decode(value));
          } else if (!key.startsWith("$")) {
            merged.merge(key, rules.decode(value), RulesMove::earlier);
          } else if (!key.equals(ACTIVATED)) {
            throw new NotMovableException(
                "the store rules holds '"
                    + key
                    + "', which this release does not know: use the release that the application"
                    + " ran with.");
          }
        });
  }

  private static ActiveRule earlier(ActiveRule one, ActiveRule other) {
    if (!one.getHash().equals(other.getHash())) {
      throw new NotMovableException(
          "version "
              + one.getVersion()
              + " of '"
              + one.getId()
              + "' is not the same definition in all partitions. Publish it again as a new version,"
              + " and repeat when all have read it.");
    }
    return one.getActivatedAt() <= other.getActivatedAt() ? one : other;
  }

  @Override
  public void finish() {
    Map<String, byte[]> rows = new TreeMap<>();
    merged.forEach((key, rule) -> rows.put(key, rules.encode(rule)));
    TreeSet<String> names = new TreeSet<>();
    callsOf.values().forEach(own -> names.addAll(own.keySet()));
    names.forEach(name -> rows.put(name, calls.encode(merged(name))));
    rows.forEach(
        (key, value) -> {
          for (int partition = 0; partition < to; partition++) {
            target.put(partition, key.getBytes(UTF_8), value);
          }
        });
  }

  private RollCall merged(String name) {
    @Nullable RollCall merged = null;
    for (Map<String, RollCall> own : callsOf.values()) {
      RollCall call = own.get(name);
      merged = merged == null ? call : call == null ? merged : merged(merged, call);
    }
    if (merged == null) {
      throw new IllegalStateException("no partition has the roll call " + name);
    }
    boolean everywhere =
        callsOf.size() == from && callsOf.values().stream().allMatch(own -> own.containsKey(name));
    return everywhere ? merged : new RollCall(merged.getSince(), "", merged.getEntered(), false);
  }

  private static RollCall merged(RollCall one, RollCall other) {
    boolean done = one.getDone() && other.getDone();
    String position =
        one.getDone()
            ? other.getPosition()
            : other.getDone() ? one.getPosition() : first(one.getPosition(), other.getPosition());
    return new RollCall(
        Math.min(one.getSince(), other.getSince()),
        position,
        Math.max(one.getEntered(), other.getEntered()),
        done);
  }

  /** In the order of UTF-8, as the stores have it. */
  private static String first(String one, String other) {
    int order = Bytes.wrap(one.getBytes(UTF_8)).compareTo(Bytes.wrap(other.getBytes(UTF_8)));
    return order <= 0 ? one : other;
  }
}
