package io.beckon.engine.date;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * When a clock on a wall shows a day and time: once for each, though it is put forward and back.
 */
final class WallClock {

  private WallClock() {}

  /**
   * A time that the clock skips is the moment of the change; one that it shows twice is the first.
   *
   * @return epoch milliseconds
   */
  static long at(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant().toEpochMilli()
        : ZonedDateTime.of(local, zone).toInstant().toEpochMilli();
  }

  /** The first moment at or after another when it shows a time. */
  static long next(LocalTime time, ZoneId zone, long from) {
    LocalDateTime day = LocalDateTime.ofInstant(Instant.ofEpochMilli(from), zone);
    long at = at(day.toLocalDate().atTime(time), zone);
    return at >= from ? at : at(day.toLocalDate().plusDays(1).atTime(time), zone);
  }
}
