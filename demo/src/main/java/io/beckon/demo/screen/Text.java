package io.beckon.demo.screen;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words, numbers and times as people read them. */
final class Text {

  /** Columns that every terminal has. */
  static final int WIDTH = 79;

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

  private Text() {}

  static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Such as {@code EMAIL 12, SMS 3}, the most frequent first; "none" when there is none. */
  static String counts(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> entry.getKey() + " " + number(entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** Such as {@code Fri 27 Nov 14:05}, in UTC. */
  static String day(long millis) {
    return DAY_AND_TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC));
  }

  /** Such as {@code Fri 14:05}. */
  static String time(long millis, ZoneId zone) {
    return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  /** The zone of that name, or UTC. */
  static ZoneId zone(@Nullable String name) {
    return name == null ? ZoneOffset.UTC : ZoneId.of(name);
  }

  /** Such as {@code 45.00 EUR}: minor units of a currency with two decimals. */
  static String money(@Nullable Long cents, @Nullable String currency) {
    if (cents == null) {
      return "?";
    }
    return String.format(Locale.ROOT, "%,d.%02d", cents / 100, cents % 100)
        + (currency == null ? "" : " " + currency);
  }

  /** A labelled text, continued below itself where it is too long for a line. */
  static List<String> field(String label, String text) {
    String first = String.format(Locale.ROOT, "  | %-9s ", label);
    String next = "  | " + " ".repeat(first.length() - 4);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    int start = line.length();
    for (String word : text.split(" ", -1)) {
      if (line.length() > start && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(next);
      }
      line.append(line.length() > start ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
