package io.beckon.engine.flow.load;

import io.beckon.engine.policy.Holiday;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.QuietHours;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads windows of quiet hours. */
final class QuietHoursReader {

  private static final List<String> KEYS =
      List.of(
          "name",
          "channels",
          "from",
          "to",
          "days",
          "holidays",
          "exempt",
          "then",
          "where",
          "validFrom",
          "validTo",
          "exceptRequested");

  private static final Pattern HOLIDAY = Pattern.compile("\\d{2}-\\d{2}|[a-z][a-z0-9-]*");
  private static final String HOLIDAY_EXPECTED = "a month and a day in quotes, such as \"12-25\"";

  private final Parts parts;
  private final Scalars scalars;
  private final Set<String> regions;
  private final Map<String, Holiday> holidays;

  /**
   * Reads windows of a file.
   *
   * @param holidays those that have names, beside dates
   */
  QuietHoursReader(Parts parts, Set<String> regions, Map<String, Holiday> holidays) {
    this.parts = parts;
    this.scalars = parts.scalars();
    this.regions = regions;
    this.holidays = holidays;
  }

  /** Reads a list of windows. */
  List<QuietHours> read(List<Node> nodes, List<String> furtherKeys) {
    List<String> keys = Parts.joined(KEYS, furtherKeys);
    List<QuietHours> windows = new ArrayList<>();
    for (Node node : nodes) {
      Fields fields = parts.element(node, "a window of quiet hours", keys);
      windows.add(
          new QuietHours(
              parts.name(fields),
              parts.channels(fields),
              fields.require("from", "\"21:00\"", LocalTime.MIN, parts::time),
              fields.require("to", "\"08:00\"", LocalTime.MIN, parts::time),
              parts.words(fields, "days", Words.DAYS),
              holidays(fields),
              parts.exempt(fields),
              parts.then(fields, Then.DEFER),
              parts.scope(fields, regions),
              fields.optional("exceptRequested", false, scalars::yesNo)));
    }
    return windows;
  }

  private Set<Holiday> holidays(Fields fields) {
    Set<Holiday> found = new LinkedHashSet<>();
    parts.texts(fields, "holidays", HOLIDAY, HOLIDAY_EXPECTED);
    for (Node node : fields.list("holidays", HOLIDAY_EXPECTED)) {
      if (Scalars.value(node) instanceof String text && HOLIDAY.matcher(text).matches()) {
        Holiday holiday = holidays.get(text);
        if (holiday != null) {
          found.add(holiday);
        } else {
          date(node, text, found);
        }
      }
    }
    return found;
  }

  private void date(Node node, String text, Set<Holiday> found) {
    try {
      found.add(new Holiday.OnDate(MonthDay.parse("--" + text), false));
    } catch (DateTimeException e) {
      parts.reading().wrong(node, "'" + text + "' is no day of the year", HOLIDAY_EXPECTED);
    }
  }
}
