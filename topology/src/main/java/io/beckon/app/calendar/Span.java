package io.beckon.app.calendar;

import io.beckon.app.flowdocs.FlowWords;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * From when to when something may be, counted from the trigger.
 *
 * @param latest null: nobody can tell
 */
public record Span(Duration earliest, @Nullable Duration latest) {

  /** At the trigger. */
  public static final Span AT_ONCE = new Span(Duration.ZERO, Duration.ZERO);

  /** The same, so much later. */
  Span plus(Duration atLeast, @Nullable Duration atMost) {
    return new Span(
        earliest.plus(atLeast), latest == null || atMost == null ? null : latest.plus(atMost));
  }

  /** Not before a time. */
  Span notBefore(Duration time) {
    return new Span(later(earliest, time), latest == null ? null : later(latest, time));
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** One or the other; null is never. */
  static @Nullable Span either(@Nullable Span one, @Nullable Span other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Duration first = one.earliest.compareTo(other.earliest) <= 0 ? one.earliest : other.earliest;
    Duration last =
        one.latest == null || other.latest == null ? null : later(one.latest, other.latest);
    return new Span(first, last);
  }

  /** Is it over at the trigger? */
  boolean isAtOnce() {
    return latest != null && latest.isZero();
  }

  /** In words: {@code at once}, {@code 12h}, {@code 1h to 25h}, {@code from 2h on}. */
  @Override
  public String toString() {
    if (latest == null) {
      return "from " + FlowWords.duration(earliest) + " on";
    }
    if (latest.equals(earliest)) {
      return earliest.isZero() ? "at once" : FlowWords.duration(earliest);
    }
    return FlowWords.duration(earliest) + " to " + FlowWords.duration(latest);
  }
}
