package io.beckon.engine.segment;

import static io.beckon.engine.flow.StandingCondition.ALL;

import io.beckon.engine.shopper.Membership;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The segments in force at a time, by id. Two are the same only if they are one object. */
public final class SegmentSet {

  /** No segments. */
  public static final SegmentSet EMPTY = new SegmentSet(List.of());

  private final List<Segment> segments;

  /** What each of them looks at, as bits: with each event they are asked which may change. */
  private final int[] asks;

  private final int asked;

  SegmentSet(List<Segment> segments) {
    this.segments = segments.stream().sorted(Comparator.comparing(Segment::id)).toList();
    this.asks = this.segments.stream().mapToInt(segment -> bits(segment.when())).toArray();
    int any = 0;
    for (int bits : asks) {
      any |= bits;
    }
    this.asked = any;
  }

  private static int bits(Standing when) {
    int bits = 0;
    for (int bit = 1; bit <= ALL; bit <<= 1) {
      bits |= when.asks(bit) ? bit : 0;
    }
    return bits;
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
    return (asked & parts) != 0;
  }

  /** How many there are. */
  int size() {
    return asks.length;
  }

  /** The segment in a place. */
  Segment at(int place) {
    return segments.get(place);
  }

  /** What the segment in a place looks at of these parts. */
  int asks(int place, int parts) {
    return asks[place] & parts;
  }

  /** In which of them a shopper is, by place. */
  boolean[] in(Membership membership) {
    boolean[] in = new boolean[asks.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = membership.contains(segments.get(i).id());
    }
    return in;
  }

  /** The ids of those places. */
  List<String> ids(boolean[] in) {
    List<String> ids = new ArrayList<>(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i]) {
        ids.add(segments.get(i).id());
      }
    }
    return ids;
  }
}
