package io.beckon.measurement.report.figures;

import io.beckon.measurement.core.Audience;
import io.beckon.measurement.core.Audience.Place;
import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
