package io.beckon.engine.policy;

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
import java.util.stream.Stream;

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
    LocalDate today = local.toLocalDate();
    int order = window.from().compareTo(window.to());
    if (order == 0) {
      return window.beginsOn(today);
    }
    boolean begun = time.compareTo(window.from()) >= 0;
    boolean notOver = time.compareTo(window.to()) < 0;
    if (order < 0) {
      return begun && notOver && window.beginsOn(today);
    }
    return (begun && window.beginsOn(today)) || (notOver && window.beginsOn(today.minusDays(1)));
  }

  /** Windows, and the clocks that they are read from. */
  record OnClocks(List<QuietHours> windows, List<ZoneId> zones) {

    /** Does one of them hold by one of the clocks? */
    boolean hold(long moment) {
      for (ZoneId zone : zones) {
        LocalDateTime local = local(zone.getRules(), moment);
        for (QuietHours window : windows) {
          if (holds(window, local)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /**
   * The first moment after {@code at} when none of the windows holds by any clock, epoch
   * milliseconds; empty when there is none within {@link #HORIZON}.
   */
  static OptionalLong end(List<OnClocks> groups, long at) {
    return groups.stream()
        .flatMapToLong(
            group ->
                group.zones().stream()
                    .map(ZoneId::getRules)
                    .flatMapToLong(
                        rules ->
                            LongStream.concat(
                                ends(group.windows(), rules, at), timeChanges(rules, at))))
        .filter(moment -> moment > at && moment <= at + HORIZON.toMillis())
        .sorted()
        .distinct()
        .filter(moment -> groups.stream().noneMatch(group -> group.hold(moment)))
        .findFirst();
  }

  /**
   * When windows may end by the clock; twice where the clock shows the time twice. Midnight is
   * among them: a window may be over because the day is not one of its days any more.
   */
  private static LongStream ends(List<QuietHours> windows, ZoneRules rules, long at) {
    List<LocalTime> times =
        Stream.concat(Stream.of(LocalTime.MIDNIGHT), windows.stream().map(QuietHours::to))
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
}
