package io.beckon.engine.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which segments were in force when. A definition is in force for decisions later than its
 * activation. Immutable.
 */
public final class SegmentHistory {

  /** No segments, ever. */
  public static final SegmentHistory NONE = new SegmentHistory(List.of());

  private record Change(long since, String id, @Nullable Segment segment) {}

  private final List<Change> changes;
  private final long latest;
  private final SegmentSet current;

  private SegmentHistory(List<Change> changes) {
    this.changes = List.copyOf(changes);
    long newest = Long.MIN_VALUE;
    for (Change change : changes) {
      newest = Math.max(newest, change.since());
    }
    this.latest = newest;
    this.current = inForce(Long.MAX_VALUE);
  }

  /** The same, and a version of a segment is in force since a log time. */
  public SegmentHistory activated(Segment segment, long since) {
    return with(new Change(since, segment.id(), segment));
  }

  /** The same, and there is no such segment any more since a log time. */
  public SegmentHistory retired(String id, long since) {
    return with(new Change(since, id, null));
  }

  /** The segments in force for a decision at a logical time. */
  public SegmentSet at(long time) {
    return time > latest ? current : inForce(time);
  }

  private SegmentHistory with(Change change) {
    List<Change> next = new ArrayList<>(changes);
    next.add(change);
    return new SegmentHistory(next);
  }

  private SegmentSet inForce(long time) {
    Map<String, Segment> found = new TreeMap<>();
    for (Change change : changes) {
      if (change.since() >= time) {
        continue;
      }
      if (change.segment() == null) {
        found.remove(change.id());
      } else {
        found.put(change.id(), change.segment());
      }
    }
    return found.isEmpty() ? SegmentSet.EMPTY : new SegmentSet(List.copyOf(found.values()));
  }
}
