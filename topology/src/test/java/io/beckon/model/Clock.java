package io.beckon.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as examples write them: {@code 10:00}, {@code 10:00:30}, {@code 11:00:29.999}, and from the
 * second day on {@code day 31 10:00}. All in UTC.
 */
public final class Clock {

  private static final LocalDate DAY_ONE = LocalDate.of(2026, 1, 5);
  private static final Pattern DAY = Pattern.compile("day (\\d+) (.+)");

  private Clock() {}

  /** Returns the epoch milliseconds of a written time. */
  public static long at(String written) {
    Matcher matcher = DAY.matcher(written);
    boolean named = matcher.matches();
    int day = named ? Integer.parseInt(matcher.group(1)) : 1;
    LocalTime time = LocalTime.parse(named ? matcher.group(2) : written);
    return DAY_ONE.plusDays(day - 1L).atTime(time).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** Writes a time as {@link #at} reads it. */
  public static String print(long epochMillis) {
    Instant instant = Instant.ofEpochMilli(epochMillis);
    LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
    LocalTime time = LocalTime.ofInstant(instant, ZoneOffset.UTC);
    long day = ChronoUnit.DAYS.between(DAY_ONE, date) + 1;
    return day == 1 ? time.toString() : "day " + day + " " + time;
  }

  /** Writes a length of time, for example {@code 1h30s}. */
  public static String printLength(long millis) {
    return Duration.ofMillis(millis).toString();
  }
}
