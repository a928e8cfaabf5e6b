package io.beckon.measurement.report.html;

import static io.beckon.measurement.report.html.Markup.escaped;
import static io.beckon.measurement.report.html.Markup.number;
import static io.beckon.measurement.report.html.Markup.shortened;

import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Table;
import io.beckon.measurement.report.render.FigureText;
import io.beckon.measurement.stats.Interval;
import java.util.List;

/** Estimates and their intervals; what crosses the line in the middle may be nothing. */
final class ForestChart {

  private static final int ROW = 46;
  private static final int LABEL = 40;

  private ForestChart() {}

  static String of(Table table, Chart.Forest forest) {
    int column = table.index(forest.column());
    List<Row> rows =
        table.rows().stream()
            .filter(
                row ->
                    row.figures().get(column) instanceof Figure.Estimated estimated
                        && estimated.estimate().interval().isFinite())
            .toList();
    if (rows.isEmpty()) {
      return "";
    }
    Scale scale =
        Scale.around(
            rows.stream().mapToDouble(r -> interval(r, column).low()).min().orElse(0),
            rows.stream().mapToDouble(r -> interval(r, column).high()).max().orElse(0));
    int height = ROW * rows.size();
    Markup svg = new Markup();
    svg.line(
        "<svg role=\"img\" width=\"100%\" height=\""
            + height
            + "\" aria-label=\""
            + escaped(table.columns().get(column).title() + "; the table has the figures")
            + "\">");
    String zero = number(scale.percent(0)) + "%";
    svg.line(
        "<line class=\"zero\" x1=\""
            + zero
            + "\" x2=\""
            + zero
            + "\" y1=\"0\" y2=\""
            + height
            + "\"/>");
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), column, scale, ROW * i);
    }
    svg.line("</svg>");
    return BarChart.figure(
        table.columns().get(column).title()
            + ". What crosses the dashed line may be no effect at all.",
        svg.toString(),
        null);
  }

  private static void row(Markup svg, Row row, int column, Scale scale, int y) {
    Figure.Estimated figure = (Figure.Estimated) row.figures().get(column);
    Interval interval = interval(row, column);
    String kind = interval.above(0) ? "better" : interval.below(0) ? "worse" : "open";
    svg.raw("<g class=\"" + kind + "\"><title>")
        .text(row.label() + ": " + FigureText.of(figure) + ", " + FigureText.parts(figure))
        .line("</title>");
    svg.raw("<text class=\"label\" x=\"0\" y=\"" + (y + 14) + "\">")
        .text(shortened(row.label(), LABEL))
        .line("</text>");
    svg.raw("<text class=\"amount\" x=\"100%\" y=\"" + (y + 14) + "\">")
        .text(FigureText.of(figure))
        .line("</text>");
    String middle = String.valueOf(y + 30);
    svg.line(
        "<line class=\"range\" x1=\""
            + number(scale.percent(interval.low()))
            + "%\" x2=\""
            + number(scale.percent(interval.high()))
            + "%\" y1=\""
            + middle
            + "\" y2=\""
            + middle
            + "\"/>");
    svg.line(
        "<circle class=\"point\" r=\"5\" cx=\""
            + number(scale.percent(figure.estimate().value()))
            + "%\" cy=\""
            + middle
            + "\"/>");
    svg.line("</g>");
  }

  private static Interval interval(Row row, int column) {
    return ((Figure.Estimated) row.figures().get(column)).estimate().interval();
  }
}
