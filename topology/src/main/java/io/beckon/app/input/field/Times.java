package io.beckon.app.input.field;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Points in time as text, to and from epoch milliseconds, UTC. */
public final class Times {

  private static final long MAX = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
  private static final int SECONDS_AT = 16;

  private Times() {}

  /**
   * Reads {@code 2026-11-21T20:41:04.945Z}: ISO-8601 with a zone ({@code Z}, {@code UTC}, {@code
   * +02:00}, {@code +0200}, {@code +02}); seconds and fraction may be missing, a blank may stand
   * for the T and before the zone. Finer than milliseconds is cut.
   *
   * @throws Refusal {@code BAD_TIME} for anything else, and outside 1970 to 9999
   */
  public static long parse(String text, String field) throws Refusal {
    try {
      long millis = millis(text.trim());
      if (millis >= 0 && millis <= MAX) {
        return millis;
      }
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      // No time: said below.
    }
    throw new Refusal(
        Reason.BAD_TIME,
        field
            + " is no time: expected ISO-8601 with a zone, such as 2026-11-21T20:41:04.945Z,"
            + " between 1970 and 9999");
  }

  /** Writes ISO-8601 UTC with milliseconds: {@code 2026-11-21T20:41:04.945Z}. */
  public static String iso(long millis) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, 1000L), Math.floorMod(millis, 1000) * 1_000_000, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(24);
    int year = time.getYear();
    if (year < 0 || year > 9999) {
      return Instant.ofEpochMilli(millis).toString();
    }
    padded(out, year, 4).append('-');
    padded(out, time.getMonthValue(), 2).append('-');
    padded(out, time.getDayOfMonth(), 2).append('T');
    padded(out, time.getHour(), 2).append(':');
    padded(out, time.getMinute(), 2).append(':');
    padded(out, time.getSecond(), 2).append('.');
    padded(out, time.getNano() / 1_000_000, 3).append('Z');
    return out.toString();
  }

  private static long millis(String text) {
    expect(text, 4, '-');
    expect(text, 7, '-');
    if (text.charAt(10) != ' ') {
      expect(text, 10, 'T');
    }
    expect(text, 13, ':');
    int at = SECONDS_AT;
    int second = 0;
    int milli = 0;
    if (text.charAt(at) == ':') {
      second = number(text, at + 1, 2);
      at += 3;
      if (text.charAt(at) == '.' || text.charAt(at) == ',') {
        int from = ++at;
        for (int unit = 100; isDigit(text.charAt(at)); at++, unit /= 10) {
          milli += (text.charAt(at) - '0') * unit;
        }
        if (at == from) {
          throw new DateTimeException("no fraction");
        }
      }
    }
    LocalDateTime time =
        LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 2),
            number(text, 8, 2),
            number(text, 11, 2),
            number(text, 14, 2),
            second);
    return time.toEpochSecond(zone(text, at)) * 1000 + milli;
  }

  private static ZoneOffset zone(String text, int from) {
    int at = text.charAt(from) == ' ' ? from + 1 : from;
    if (rest(text, at, "Z") || rest(text, at, "UTC")) {
      return ZoneOffset.UTC;
    }
    char sign = text.charAt(at);
    if (sign != '+' && sign != '-') {
      throw new DateTimeException("no zone");
    }
    int hours = number(text, at + 1, 2);
    int minutes = 0;
    int end = at + 3;
    if (end < text.length()) {
      end = text.charAt(end) == ':' ? end + 1 : end;
      minutes = number(text, end, 2);
      end += 2;
    }
    if (end != text.length() || minutes > 59) {
      throw new DateTimeException("no zone");
    }
    int total = hours * 3600 + minutes * 60;
    return ZoneOffset.ofTotalSeconds(sign == '-' ? -total : total);
  }

  private static boolean rest(String text, int at, String rest) {
    return text.length() - at == rest.length()
        && text.regionMatches(true, at, rest, 0, rest.length());
  }

  private static void expect(String text, int at, char expected) {
    if (Character.toUpperCase(text.charAt(at)) != expected) {
      throw new DateTimeException("not ISO-8601");
    }
  }

  private static int number(String text, int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        throw new DateTimeException("not a digit");
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static StringBuilder padded(StringBuilder out, int number, int digits) {
    for (int unit = digits == 4 ? 1000 : digits == 3 ? 100 : 10; unit > 0; unit /= 10) {
      out.append((char) ('0' + number / unit % 10));
    }
    return out;
  }
}
