package io.beckon.app.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code
 * 2d}, several in a row ({@code 1h30m}), or ISO-8601 ({@code PT1H30M}). A day is 24 hours.
 */
public final class Durations {

  private static final Pattern PART = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)\\s*");

  private Durations() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is neither form; a number without a unit is refused,
   *     because nobody can tell which one was meant
   */
  public static Duration parse(String text) {
    String stripped = text.strip();
    if (stripped.startsWith("P") || stripped.startsWith("p")) {
      try {
        return Duration.parse(stripped);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(e);
      }
    }
    Matcher part = PART.matcher(stripped.toLowerCase(Locale.ROOT));
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      try {
        sum = sum.plus(Duration.of(Long.parseLong(part.group(1)), unit(part.group(2))));
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(e);
      }
      end = part.end();
    }
    if (end == 0 || end != stripped.length()) {
      throw new IllegalArgumentException(
          stripped.matches("\\d+") ? "a number of what? The unit is missing" : null);
    }
    return sum;
  }

  private static ChronoUnit unit(String unit) {
    return switch (unit) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }

  /** In the largest units that lose nothing: {@code 1h30m}; milliseconds are the smallest. */
  public static String format(Duration duration) {
    if (duration.isNegative()) {
      return duration.toString();
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }
}
