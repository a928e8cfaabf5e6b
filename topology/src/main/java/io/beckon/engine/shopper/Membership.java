package io.beckon.engine.shopper;

import java.util.List;

/**
 * The segments that a shopper is in.
 *
 * @param segments their ids, sorted
 * @param dueAt when time alone may next change that (epoch milliseconds), or any time before;
 *     {@link #NEVER}: it cannot
 */
public record Membership(List<String> segments, long dueAt) {

  /** Time alone changes nothing. */
  public static final long NEVER = Long.MAX_VALUE;

  /** In no segment, and none to enter by time alone. */
  public static final Membership NONE = new Membership(List.of(), NEVER);

  public Membership {
    segments = List.copyOf(segments);
  }

  /** Is the shopper in no segment, and can time alone not change that? */
  public boolean isNone() {
    return segments.isEmpty() && dueAt == NEVER;
  }

  /** Is the shopper in that segment? */
  public boolean contains(String segment) {
    return segments.contains(segment);
  }
}
