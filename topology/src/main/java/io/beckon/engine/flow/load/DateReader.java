package io.beckon.engine.flow.load;

import io.beckon.engine.date.DateRule;
import io.beckon.engine.date.DayRule;
import io.beckon.engine.date.SinceRule;
import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the trigger of a flow that begins on a date of the shopper. */
final class DateReader {

  static final String ON_DATE = "date";

  /** Keys of a trigger that only dates have. */
  static final List<String> KEYS =
      List.of("date", "attribute", "every", "before", "after", "at", "leapDay");

  private static final String BIRTHDAY = "birthday";
  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final MonthDay FEBRUARY_28 = MonthDay.of(2, 28);
  private static final Map<String, MonthDay> LEAP_DAYS =
      Map.of("feb-28", FEBRUARY_28, "mar-1", MonthDay.of(3, 1));

  private final Reading reading;
  private final Scalars scalars;

  DateReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
  }

  DateRule read(Fields trigger) {
    if (trigger.has("date") == trigger.has("attribute")) {
      trigger.fault(
          trigger.has("date")
              ? "the trigger has both 'date' and 'attribute'"
              : "the trigger has neither 'date' nor 'attribute'",
          "date: one of " + String.join(", ", dates().keySet()) + "; or attribute: <name>");
    }
    LocalTime time = trigger.find("at", this::time);
    String date =
        trigger.optional(
            "date",
            "",
            node -> {
              String word = scalars.word(node, dates());
              return word == null ? BIRTHDAY : word;
            });
    SinceRule.Mark mark = Words.MARKS.get(date);
    if (mark != null) {
      refuse(trigger, "date: " + date, List.of("before", "every", "leapDay"));
      Duration after =
          trigger.require("after", Durations.EXPECTED, Duration.ofDays(1), this::length);
      return new SinceRule(mark, after, time);
    }
    boolean birthday = date.equals(BIRTHDAY);
    if (birthday) {
      refuse(trigger, "date: birthday", List.of("every"));
    }
    String attribute = trigger.find("attribute", scalars::text);
    boolean yearly =
        birthday || trigger.find("every", node -> scalars.word(node, Map.of("year", true))) != null;
    if (!yearly) {
      refuse(trigger, "a date that comes once", List.of("leapDay"));
    }
    MonthDay leapDay =
        trigger.find("leapDay", node -> scalars.word(node, new LinkedHashMap<>(LEAP_DAYS)));
    return new DayRule(
        birthday ? null : attribute,
        yearly,
        shift(trigger),
        time,
        leapDay == null ? FEBRUARY_28 : leapDay);
  }

  private Duration shift(Fields trigger) {
    if (trigger.has("before") && trigger.has("after")) {
      reading.wrong(
          trigger.keyNode("after"), "the trigger has both 'before' and 'after'", "one of the two");
    }
    Duration before = trigger.find("before", this::length);
    Duration after = trigger.find("after", this::length);
    return before != null ? before.negated() : after != null ? after : Duration.ZERO;
  }

  private Duration length(Node node) {
    Duration length = scalars.duration(node);
    if (length.compareTo(LONGEST) > 0) {
      reading.wrong(
          node, Scalars.describe(node) + " is too long", "at most " + LONGEST.toDays() + "d");
      return LONGEST;
    }
    return length;
  }

  private @Nullable LocalTime time(Node node) {
    String text = scalars.text(node, TIME, "a time of day in quotes, such as \"09:00\"");
    return text.isEmpty() ? null : LocalTime.parse(text);
  }

  private void refuse(Fields trigger, String what, List<String> keys) {
    for (String key : keys) {
      if (trigger.has(key)) {
        reading.wrong(
            trigger.keyNode(key),
            "'" + key + "' does not belong to " + what,
            "before or after, at, and for dates that come each year leapDay");
      }
    }
  }

  private static Map<String, String> dates() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(BIRTHDAY, BIRTHDAY);
    Words.MARKS.keySet().forEach(word -> words.put(word, word));
    return words;
  }
}
