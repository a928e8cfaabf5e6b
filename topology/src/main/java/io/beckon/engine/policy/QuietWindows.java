package io.beckon.engine.policy;

import io.beckon.engine.policy.Policy.QuietHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * When quiet hours hold, and when they are over. What counts is the time on the shopper's wall: an
 * hour that summer time skips is never quiet, one that it repeats is quiet twice.
 *
 * <ul>
 *   <li>{@code from} before {@code to}: from then (inclusive) till then (exclusive), on its days;
 *   <li>{@code from} after {@code to}: over midnight; its days are those on which it begins;
 *   <li>{@code from} equal to {@code to}: its days from midnight to midnight.
 * </ul>
 */
final class QuietWindows {

  /** How far the end of quiet hours is looked for: each weekday, and one day for time changes. */
  static final Duration HORIZON = Duration.ofDays(8);

  private QuietWindows() {}

  /** Is this local time within the window? */
  static boolean holds(QuietHours window, LocalDateTime local) {
    LocalTime time = local.toLocalTime();
    DayOfWeek today = local.getDayOfWeek();
    int order = window.from().compareTo(window.to());
    if (order == 0) {
      return beginsOn(window, today);
    }
    boolean begun = time.compareTo(window.from()) >= 0;
    boolean notOver = time.compareTo(window.to()) < 0;
    if (order < 0) {
      return begun && notOver && beginsOn(window, today);
    }
    return (begun && beginsOn(window, today)) || (notOver && beginsOn(window, today.minus(1)));
  }

  /**
   * The first moment after {@code at} when none of the windows holds, epoch milliseconds; empty
   * when there is none within {@link #HORIZON}.
   */
  static OptionalLong end(List<QuietHours> windows, ZoneId zone, long at) {
    ZoneRules rules = zone.getRules();
    return LongStream.concat(ends(windows, rules, at), timeChanges(rules, at))
        .filter(moment -> moment > at && moment <= at + HORIZON.toMillis())
        .sorted()
        .filter(moment -> noneHolds(windows, rules, moment))
        .findFirst();
  }

  private static boolean noneHolds(List<QuietHours> windows, ZoneRules rules, long moment) {
    LocalDateTime local = local(rules, moment);
    return windows.stream().noneMatch(window -> holds(window, local));
  }

  /** When windows may end by the clock; twice where the clock shows the time twice. */
  private static LongStream ends(List<QuietHours> windows, ZoneRules rules, long at) {
    List<LocalTime> times =
        windows.stream()
            .map(w -> w.from().equals(w.to()) ? LocalTime.MIDNIGHT : w.to())
            .distinct()
            .toList();
    LocalDate today = local(rules, at).toLocalDate();
    // From yesterday: a clock put back just after midnight shows yesterday's date again.
    return LongStream.rangeClosed(-1, HORIZON.toDays() + 1)
        .mapToObj(today::plusDays)
        .flatMap(day -> times.stream().map(day::atTime))
        .flatMapToLong(
            end ->
                rules.getValidOffsets(end).stream()
                    .mapToLong(offset -> end.toInstant(offset).toEpochMilli()));
  }

  /** When the clock is put forward or back, which may end a window too. */
  private static LongStream timeChanges(ZoneRules rules, long at) {
    Instant last = Instant.ofEpochMilli(at).plus(HORIZON);
    LongStream.Builder changes = LongStream.builder();
    ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochMilli(at));
    while (next != null && !next.getInstant().isAfter(last)) {
      changes.add(next.getInstant().toEpochMilli());
      next = rules.nextTransition(next.getInstant());
    }
    return changes.build();
  }

  private static LocalDateTime local(ZoneRules rules, long moment) {
    Instant instant = Instant.ofEpochMilli(moment);
    ZoneOffset offset = rules.getOffset(instant);
    return LocalDateTime.ofInstant(instant, offset);
  }

  private static boolean beginsOn(QuietHours window, DayOfWeek day) {
    return window.days().isEmpty() || window.days().contains(day);
  }
}
