package io.beckon.measurement.report.html;

import static io.beckon.measurement.report.html.Markup.escaped;
import static io.beckon.measurement.report.html.Markup.number;
import static io.beckon.measurement.report.html.Markup.shortened;

import io.beckon.measurement.report.Band;
import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Column;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Table;
import io.beckon.measurement.report.render.FigureText;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bar for each row, the largest first; a band behind them shows what others reach. */
final class BarChart {

  private static final int MOST = 12;
  private static final int ROW = 38;
  private static final int TOP = 20;
  private static final int LABEL = 34;

  private BarChart() {}

  static String of(Table table, Chart.Bars bars) {
    int column = table.index(bars.column());
    List<Row> rows =
        table.rows().stream()
            .filter(row -> !Double.isNaN(row.figures().get(column).value()))
            .sorted(
                Comparator.comparingDouble((Row row) -> row.figures().get(column).value())
                    .reversed())
            .toList();
    if (rows.isEmpty()) {
      return "";
    }
    List<Row> shown = rows.subList(0, Math.min(MOST, rows.size()));
    Column title = table.columns().get(column);
    Band band = bars.band();
    Scale scale = scale(shown, column, band);
    int top = band == null ? 4 : TOP;
    Markup svg = new Markup();
    svg.line(
        "<svg role=\"img\" width=\"100%\" height=\""
            + (top + ROW * shown.size())
            + "\" aria-label=\""
            + escaped(title.title() + ", " + shown.size() + " rows; the table has the figures")
            + "\">");
    if (band != null) {
      band(svg, band, scale, top + ROW * shown.size());
    }
    for (int i = 0; i < shown.size(); i++) {
      bar(svg, shown.get(i), column, scale, top + ROW * i);
    }
    svg.line("</svg>");
    String more = rows.size() > MOST ? " The " + MOST + " largest of " + rows.size() + "." : "";
    return figure(title.title() + "." + more, svg.toString(), band);
  }

  private static Scale scale(List<Row> rows, int column, @Nullable Band band) {
    double low = rows.stream().mapToDouble(r -> r.figures().get(column).value()).min().orElse(0);
    double high = rows.stream().mapToDouble(r -> r.figures().get(column).value()).max().orElse(0);
    if (band != null) {
      high = Math.max(high, Double.isNaN(band.top()) ? band.high() : band.top());
    }
    return low < 0 ? Scale.around(low, high) : Scale.upTo(high);
  }

  private static void band(Markup svg, Band band, Scale scale, int height) {
    double from = scale.percent(band.low());
    double width = Math.max(0.4, scale.percent(band.high()) - from);
    svg.line(
        "<rect class=\"band\" x=\""
            + number(from)
            + "%\" y=\"0\" width=\""
            + number(width)
            + "%\" height=\""
            + height
            + "\"/>");
    if (!Double.isNaN(band.top())) {
      String x = number(scale.percent(band.top())) + "%";
      svg.line(
          "<line class=\"top\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"0\" y2=\"" + height + "\"/>");
    }
  }

  private static void bar(Markup svg, Row row, int column, Scale scale, int y) {
    Figure figure = row.figures().get(column);
    double zero = scale.percent(Math.max(0, scale.low()));
    double end = scale.percent(figure.value());
    String parts = FigureText.parts(figure);
    svg.raw("<g><title>")
        .text(row.label() + ": " + FigureText.of(figure) + (parts.isEmpty() ? "" : ", " + parts))
        .line("</title>");
    svg.raw("<text class=\"label\" x=\"0\" y=\"" + (y + 13) + "\">")
        .text(shortened(row.label(), LABEL))
        .line("</text>");
    svg.raw("<text class=\"amount\" x=\"100%\" y=\"" + (y + 13) + "\">")
        .text(FigureText.of(figure))
        .line("</text>");
    svg.line(rect("track", 0, 100, y + 19));
    svg.line(rect("bar", Math.min(zero, end), Math.max(0.3, Math.abs(end - zero)), y + 19));
    svg.line("</g>");
  }

  private static String rect(String kind, double x, double width, int y) {
    return "<rect class=\""
        + kind
        + "\" x=\""
        + number(x)
        + "%\" y=\""
        + y
        + "\" width=\""
        + number(width)
        + "%\" height=\"10\" rx=\"3\"/>";
  }

  static String figure(String caption, String svg, @Nullable Band band) {
    Markup figure = new Markup();
    figure.line("<figure class=\"chart\">");
    figure.element("figcaption", caption);
    figure.raw(svg);
    if (band != null) {
      figure.element(
          "p class=\"compare\"", "Shaded: " + band.words() + " (" + band.source() + ").");
    }
    return figure.line("</figure>").toString();
  }
}
