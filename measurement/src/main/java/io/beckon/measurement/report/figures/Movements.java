package io.beckon.measurement.report.figures;

import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Section;
import java.util.List;

/** How shoppers moved. */
final class Movements {

  private Movements() {}

  static Section scores(People people) {
    Sheet sheet =
        new Sheet(
                "scores",
                "Scores",
                "Whether those who reach a threshold buy: if higher bands do not convert better, the"
                    + " score measures something else.",
                List.of("Score", "Band"))
            .column(
                "conversion",
                "Bought",
                "shoppers with an order within the effect's time / those who reached the threshold");
    people.bands.forEach((band, counts) -> sheet.row(band, new Figure.Share(counts[1], counts[0])));
    return sheet.with(new Chart.Bars("conversion", null));
  }

  static Section stages(People people) {
    Sheet sheet =
        new Sheet(
                "stages",
                "Stages",
                "How shoppers moved along the ladders.",
                List.of("Ladder", "From", "To"))
            .column("moves", "Moves", "movements in the period");
    people.moves.forEach((move, count) -> sheet.row(move, new Figure.Count(count)));
    return sheet.with(new Chart.Bars("moves", null));
  }
}
