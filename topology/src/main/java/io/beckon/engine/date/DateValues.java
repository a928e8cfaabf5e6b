package io.beckon.engine.date;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as shops write them: {@code 2026-03-01}, {@code --03-01}, a timestamp with or without
 * an offset, or a number of seconds or milliseconds since 1970. What is none of these is no date.
 */
final class DateValues {

  /** Smaller numbers are seconds: as milliseconds they would lie before March 1973. */
  private static final long LEAST_MILLIS = 100_000_000_000L;

  private static final int DATE_LENGTH = "2026-03-01".length();

  private DateValues() {}

  /** A point in time; null when the value is a day, or no date. */
  static @Nullable Instant instant(Object value, Supplier<ZoneId> zone) {
    if (value instanceof Long number) {
      return Math.abs(number) < LEAST_MILLIS
          ? Instant.ofEpochSecond(number)
          : Instant.ofEpochMilli(number);
    }
    if (!(value instanceof String text) || text.strip().length() <= DATE_LENGTH) {
      return null;
    }
    String written = text.strip().replace(' ', 'T');
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      try {
        return Instant.ofEpochMilli(WallClock.at(LocalDateTime.parse(written), zone.get()));
      } catch (DateTimeException none) {
        return null;
      }
    }
  }

  /** A day; null when the value is none, or has no year. */
  static @Nullable LocalDate day(Object value) {
    if (!(value instanceof String text)) {
      return null;
    }
    String written = text.strip();
    try {
      return LocalDate.parse(
          written.length() > DATE_LENGTH ? written.substring(0, DATE_LENGTH) : written);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A day of each year; null when the value is none. */
  static @Nullable MonthDay dayOfYear(Object value, Supplier<ZoneId> zone) {
    Instant moment = instant(value, zone);
    if (moment != null) {
      return MonthDay.from(moment.atZone(zone.get()));
    }
    LocalDate day = day(value);
    if (day != null) {
      return MonthDay.from(day);
    }
    try {
      return value instanceof String text ? MonthDay.parse(text.strip()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
