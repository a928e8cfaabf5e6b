package io.beckon.measurement.report.figures;

import io.beckon.measurement.core.Audience;
import io.beckon.measurement.core.Audience.Place;
import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Notice;
import io.beckon.measurement.report.Notice.Weight;
import io.beckon.measurement.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where everybody is who entered a flow, seen from each of its sends. */
final class Audiences {

  private Audiences() {}

  static Section section(Audience audience, @Nullable String flow) {
    Sheet sheet =
        new Sheet(
                "audience",
                "Where everybody is",
                "Of all decisions of the recording, whatever the period: for each send, those who"
                    + " entered its flow are those in the other columns together.",
                List.of("Flow", "Version", "Step"))
            .column("entered", "Entered", "runs that began");
    for (Place place : Place.values()) {
      sheet.column(id(place), title(place), formula(place));
    }
    for (Audience.Row row : audience.rows()) {
      if (flow == null || flow.equals(row.flow())) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure.Count(row.entered()));
        for (Place place : Place.values()) {
          figures.add(new Figure.Count(row.places().getOrDefault(place, 0L)));
        }
        sheet.row(List.of(row.flow(), String.valueOf(row.version()), row.step()), figures);
      }
    }
    return sheet.with(new Chart.Bars("skipped", null));
  }

  /**
   * Whether it adds up.
   *
   * @param entered runs that outcomes tell of, by flow and version
   */
  static List<Notice> notices(Audience audience, Map<String, Long> entered) {
    List<Notice> notices = new ArrayList<>();
    if (audience.begunBefore() > 0) {
      notices.add(
          new Notice(
              Weight.NOTE,
              "audience-partial",
              format(
                  "%,d runs began before the first decision that is known; where everybody is leaves"
                      + " them out.",
                  audience.begunBefore())));
    }
    List<String> wrong = audience.contradictions();
    if (!audience.addsUp()) {
      notices.add(
          new Notice(
              Weight.WARNING,
              "audience-contradictions",
              format(
                  "%,d decisions contradict others, so that where everybody is can't be trusted:"
                      + " %s%s",
                  wrong.size(),
                  String.join("; ", wrong.subList(0, Math.min(3, wrong.size()))),
                  wrong.size() > 3 ? "; …" : ".")));
      return notices;
    }
    notices.add(
        new Notice(
            Weight.GOOD,
            "audience",
            "For each send, entered = sent + skipped + cancelled + put off + waiting + control +"
                + " ended before + on their way: proved from the decisions."));
    if (audience.begunBefore() == 0) {
      differences(audience, entered, notices);
    }
    return notices;
  }

  /** Decisions and outcomes are written together: both tell of the same entries. */
  private static void differences(
      Audience audience, Map<String, Long> entered, List<Notice> notices) {
    Map<String, Long> decided = new TreeMap<>();
    for (Audience.Row row : audience.rows()) {
      decided.put(row.flow() + "@" + row.version(), row.entered());
    }
    Set<String> flows = new TreeSet<>(decided.keySet());
    flows.addAll(entered.keySet());
    for (String flow : flows) {
      long told = entered.getOrDefault(flow, 0L);
      long made = decided.getOrDefault(flow, 0L);
      if (told != made) {
        notices.add(
            new Notice(
                Weight.WARNING,
                "audience-outcomes",
                format(
                    "Decisions tell of %,d entries into %s, outcomes of %,d: one of them is not"
                        + " whole.",
                    made, flow, told)));
      }
    }
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String id(Place place) {
    return place.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String title(Place place) {
    return switch (place) {
      case SENT -> "Sent";
      case SKIPPED -> "Skipped";
      case CANCELLED -> "Cancelled";
      case DEFERRED -> "Put off";
      case WAITING -> "Waiting";
      case CONTROL -> "Control";
      case ENDED_BEFORE -> "Ended before";
      case STILL_BEFORE -> "On their way";
    };
  }

  private static String formula(Place place) {
    return switch (place) {
      case SENT -> "the message left";
      case SKIPPED -> "it was decided not to send it";
      case CANCELLED -> "it was cancelled before it left";
      case DEFERRED -> "it will be judged again";
      case WAITING -> "decided, and not released yet";
      case CONTROL -> "a split dealt them the arm that is sent nothing";
      case ENDED_BEFORE -> "the run was over before it came here";
      case STILL_BEFORE -> "the run has not come here yet";
    };
  }
}
