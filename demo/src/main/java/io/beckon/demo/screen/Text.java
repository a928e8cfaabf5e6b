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
    return wrapped(String.format(Locale.ROOT, "  | %-9s ", label), "  | ", text.split(" ", -1));
  }

  /** The same for parts, separated by commas, none of which is broken. */
  static List<String> field(String label, List<String> parts) {
    return wrapped(String.format(Locale.ROOT, "  | %-9s ", label), "  | ", listed(parts));
  }

  /** Counts behind a beginning, continued below themselves. */
  static List<String> countsBehind(String beginning, Map<String, Long> counts) {
    return wrapped(beginning, "", counts(counts).split("(?<=,) ", -1));
  }

  private static String[] listed(List<String> parts) {
    String[] listed = parts.toArray(new String[0]);
    for (int i = 0; i < listed.length - 1; i++) {
      listed[i] += ",";
    }
    return listed;
  }

  private static List<String> wrapped(String first, String margin, String[] parts) {
    int start = first.length();
    String next = margin + " ".repeat(start - margin.length());
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    for (String part : parts) {
      if (line.length() > start && line.length() + 1 + part.length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(next);
      }
      line.append(line.length() > start ? " " : "").append(part);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
