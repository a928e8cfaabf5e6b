package io.beckon.engine.flow.load;

import io.beckon.engine.policy.Holiday;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a law file: rules as in a policy, each with the place it holds in, the day it came into
 * force and where it is written.
 */
final class LawReader {

  private static final List<String> FURTHER = List.of("source");
  private static final Pattern DAY = Pattern.compile("\\d{2}-\\d{2}");
  private static final int MONTHS = 12;
  private static final int MOST_WEEKS = 5;

  private final Reading reading;
  private final Parts parts;
  private final Set<String> regions;

  LawReader(Reading reading, Set<String> regions) {
    this.reading = reading;
    this.parts = new Parts(reading, Set.of());
    this.regions = regions;
  }

  Law.Book read() {
    Fields root =
        reading.root(List.of("law", "reviewed", "holidays", "quietHours", "caps"), "a law file");
    String id = root.require("law", "its name", "", node -> parts.scalars().text(node));
    root.require("reviewed", Parts.DATE_EXPECTED, "", node -> parts.scalars().text(node));
    Map<String, Holiday> holidays = holidays(root);
    List<Node> hours = sourced(root.list("quietHours", "a list of windows"));
    List<Node> caps = sourced(root.list("caps", "a list of caps"));
    Law.Book book =
        new Law.Book(
            id,
            new QuietHoursReader(parts, regions, holidays).read(hours, FURTHER),
            new CapsReader(parts, regions, true).read(caps, FURTHER));
    reading.finish();
    return book;
  }

  /** A rule without a place, a day and a source is no law. */
  private List<Node> sourced(List<Node> nodes) {
    for (Node node : nodes) {
      if (node instanceof MappingNode map) {
        Fields fields = Fields.any(reading, map, "a rule");
        fields.require("source", "where it is written", "", at -> parts.scalars().text(at));
        fields.required("where", "where it holds");
        fields.required("validFrom", "since when it holds");
      }
    }
    return nodes;
  }

  private Map<String, Holiday> holidays(Fields root) {
    Map<String, Holiday> holidays = new HashMap<>();
    Node node = root.node("holidays");
    if (node != null) {
      parts
          .freeMap(node, "holidays", "lines such as 'christmas-day: {date: \"12-25\"}'")
          .all()
          .forEach((name, value) -> holidays.put(name, holiday(value)));
    }
    return holidays;
  }

  private Holiday holiday(Node node) {
    Fields fields =
        parts.element(node, "a holiday", List.of("date", "observed", "month", "weekday", "nth"));
    if (fields.has("date")) {
      String day = fields.require("date", "\"12-25\"", "", at -> text(at));
      return new Holiday.OnDate(
          day.isEmpty() ? MonthDay.of(1, 1) : MonthDay.parse("--" + day),
          fields.optional("observed", false, parts.scalars()::yesNo));
    }
    return new Holiday.OnWeekday(
        fields.require("month", "1 to 12", 1, at -> (int) parts.scalars().whole(at, 1, MONTHS)),
        fields.require(
            "weekday",
            "mon to sun",
            DayOfWeek.MONDAY,
            at -> Parts.orElse(parts.scalars().word(at, Words.DAYS), DayOfWeek.MONDAY)),
        fields.require(
            "nth", "1 to 5, or -1", 1, at -> (int) parts.scalars().whole(at, -1, MOST_WEEKS)));
  }

  private String text(Node node) {
    return parts.scalars().text(node, DAY, "a month and a day in quotes, such as \"12-25\"");
  }
}
