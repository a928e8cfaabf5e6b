package io.beckon.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which definitions of a kind were in force when. One is in force for decisions later than its
 * activation. Immutable.
 *
 * @param <R> a definition
 * @param <S> those in force together
 */
final class RuleHistory<R, S> {

  private record Change<R>(long since, String id, @Nullable R rule) {}

  private final List<Change<R>> changes;
  private final Function<List<R>, S> together;
  private final long latest;
  private final S current;

  /** None, ever. */
  RuleHistory(Function<List<R>, S> together) {
    this(List.of(), together);
  }

  private RuleHistory(List<Change<R>> changes, Function<List<R>, S> together) {
    this.changes = List.copyOf(changes);
    this.together = together;
    long newest = Long.MIN_VALUE;
    for (Change<R> change : changes) {
      newest = Math.max(newest, change.since());
    }
    this.latest = newest;
    this.current = inForce(Long.MAX_VALUE);
  }

  /** The same, and a definition is in force since a log time; null: none of that id. */
  RuleHistory<R, S> with(String id, @Nullable R rule, long since) {
    List<Change<R>> next = new ArrayList<>(changes);
    next.add(new Change<>(since, id, rule));
    return new RuleHistory<>(next, together);
  }

  /** Those in force for a decision at a logical time. */
  S at(long time) {
    return time > latest ? current : inForce(time);
  }

  private S inForce(long time) {
    Map<String, R> found = new TreeMap<>();
    for (Change<R> change : changes) {
      R rule = change.rule();
      if (change.since() < time && rule == null) {
        found.remove(change.id());
      } else if (change.since() < time && rule != null) {
        found.put(change.id(), rule);
      }
    }
    return together.apply(List.copyOf(found.values()));
  }
}
