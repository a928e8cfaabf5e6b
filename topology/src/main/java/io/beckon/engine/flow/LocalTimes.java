package io.beckon.engine.flow;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * When the clock on a shopper's wall shows a time next. A time that the clock skips when it is put
 * forward comes at the moment of the change; one that it shows twice when it is put back counts
 * both times.
 */
final class LocalTimes {

  /** Enough for one weekday that a zone leaves out because it crosses the date line. */
  private static final int DAYS_AHEAD = 15;

  /** A longer gap leaves out a day: what was to be on that day is not on another. */
  private static final Duration LONGEST_GAP = Duration.ofHours(12);

  private LocalTimes() {}

  /**
   * The first moment at or after another when the clock shows a time on one of some weekdays.
   *
   * @param days weekdays that it may be; empty: any
   * @param from epoch milliseconds
   * @return epoch milliseconds
   */
  static long next(LocalTime time, Set<DayOfWeek> days, ZoneId zone, long from) {
    ZoneRules rules = zone.getRules();
    Instant begin = Instant.ofEpochMilli(from);
    LocalDate today = LocalDate.ofInstant(begin, rules.getOffset(begin));
    // From yesterday: a clock put back just after midnight shows yesterday's date again.
    return LongStream.rangeClosed(-1, DAYS_AHEAD)
        .mapToObj(today::plusDays)
        .filter(day -> days.isEmpty() || days.contains(day.getDayOfWeek()))
        .flatMapToLong(day -> moments(day.atTime(time), rules))
        .filter(moment -> moment >= from)
        .min()
        .orElse(from);
  }

  private static LongStream moments(LocalDateTime local, ZoneRules rules) {
    ZoneOffsetTransition change = rules.getTransition(local);
    if (change != null && change.isGap()) {
      return change.getDuration().compareTo(LONGEST_GAP) < 0
          ? LongStream.of(change.toEpochSecond() * 1000)
          : LongStream.empty();
    }
    return rules.getValidOffsets(local).stream()
        .mapToLong(offset -> local.toInstant(offset).toEpochMilli());
  }
}
