package io.beckon.engine.segment;

import java.util.Comparator;
import java.util.List;

/** The segments in force at a time, by id. Two are the same only if they are one object. */
public final class SegmentSet {

  /** No segments. */
  public static final SegmentSet EMPTY = new SegmentSet(List.of());

  private final List<Segment> segments;

  SegmentSet(List<Segment> segments) {
    this.segments = segments.stream().sorted(Comparator.comparing(Segment::id)).toList();
  }

  /** All of them, by id. */
  public List<Segment> all() {
    return segments;
  }

  /** Is there none? */
  public boolean isEmpty() {
    return segments.isEmpty();
  }

  /** Does one of them look at any of these parts of a shopper? */
  boolean asks(int parts) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).when().asks(parts)) {
        return true;
      }
    }
    return false;
  }
}
