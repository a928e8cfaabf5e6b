package io.beckon.measurement.report.html;

import static io.beckon.measurement.report.html.Markup.escaped;
import static io.beckon.measurement.report.html.Markup.number;

import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Table;
import io.beckon.measurement.report.render.FigureText;
import java.util.List;
import java.util.Locale;

/** Lines over days. */
final class LineChart {

  private static final int HEIGHT = 190;
  private static final int TOP = 16;
  private static final int BOTTOM = 22;
  private static final int LINES = 4;

  private LineChart() {}

  static String of(Table table, Chart.Lines chart) {
    List<Row> rows = table.rows();
    List<Integer> columns = chart.columns().stream().map(table::index).toList();
    double largest =
        rows.stream()
            .flatMap(row -> columns.stream().map(c -> row.figures().get(c).value()))
            .filter(value -> !Double.isNaN(value))
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    if (rows.size() < 2 || !(largest > 0)) {
      return "";
    }
    Figure like = rows.get(0).figures().get(columns.get(0));
    double top = Scale.roundUp(largest);
    Markup svg = new Markup();
    svg.line(
        "<svg role=\"img\" width=\"100%\" height=\""
            + HEIGHT
            + "\" aria-label=\""
            + escaped(titles(table, columns) + " by day; the table has the figures")
            + "\">");
    grid(svg, top, like);
    days(svg, rows);
    for (int i = 0; i < columns.size(); i++) {
      line(svg, table, columns.get(i), i, top);
    }
    svg.line("</svg>");
    return BarChart.figure(titles(table, columns) + " by day.", legend(table, columns) + svg, null);
  }

  private static String titles(Table table, List<Integer> columns) {
    return String.join(", ", columns.stream().map(c -> table.columns().get(c).title()).toList());
  }

  private static String legend(Table table, List<Integer> columns) {
    if (columns.size() < 2) {
      return "";
    }
    Markup legend = new Markup();
    legend.raw("<p class=\"legend\">");
    for (int i = 0; i < columns.size(); i++) {
      legend
          .raw("<span class=\"s" + i + "\"><svg width=\"22\" height=\"8\" aria-hidden=\"true\">")
          .raw("<line class=\"series s" + i + "\" x1=\"0\" y1=\"4\" x2=\"22\" y2=\"4\"/></svg> ")
          .text(table.columns().get(columns.get(i)).title())
          .raw("</span> ");
    }
    return legend.line("</p>").toString();
  }

  private static void grid(Markup svg, double top, Figure like) {
    for (int i = 0; i <= LINES; i++) {
      double value = top * i / LINES;
      String y = number(y(value, top));
      svg.line("<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"" + y + "\" y2=\"" + y + "\"/>");
      if (i > 0) {
        svg.raw("<text class=\"tick\" x=\"0\" y=\"" + number(y(value, top) - 3) + "\">")
            .text(tick(value, like))
            .line("</text>");
      }
    }
  }

  private static String tick(double value, Figure like) {
    if (like instanceof Figure.Share || like instanceof Figure.Portion) {
      return FigureText.percent(value);
    }
    String text = String.format(Locale.ROOT, value < 10 ? "%,.2f" : "%,.0f", value);
    return text.replaceAll("\\.0+$", "");
  }

  private static void days(Markup svg, List<Row> rows) {
    int last = rows.size() - 1;
    day(svg, rows.get(0).label(), "0", "start");
    if (last > 3) {
      day(svg, rows.get(last / 2).label(), number(x(last / 2, rows.size())) + "%", "middle");
    }
    day(svg, rows.get(last).label(), "100%", "end");
  }

  private static void day(Markup svg, String day, String x, String anchor) {
    svg.raw(
            "<text class=\"tick\" text-anchor=\""
                + anchor
                + "\" x=\""
                + x
                + "\" y=\""
                + (HEIGHT - 5)
                + "\">")
        .text(day)
        .line("</text>");
  }

  private static void line(Markup svg, Table table, int column, int series, double top) {
    List<Row> rows = table.rows();
    double before = Double.NaN;
    for (int i = 0; i < rows.size(); i++) {
      Figure figure = rows.get(i).figures().get(column);
      double value = Math.max(0, figure.value());
      if (!Double.isNaN(value)) {
        String x = number(x(i, rows.size())) + "%";
        String y = number(y(value, top));
        if (!Double.isNaN(before)) {
          svg.line(
              "<line class=\"series s"
                  + series
                  + "\" x1=\""
                  + number(x(i - 1, rows.size()))
                  + "%\" y1=\""
                  + number(y(before, top))
                  + "\" x2=\""
                  + x
                  + "\" y2=\""
                  + y
                  + "\"/>");
        }
        svg.raw(
                "<circle class=\"dot s"
                    + series
                    + "\" r=\"3\" cx=\""
                    + x
                    + "\" cy=\""
                    + y
                    + "\"><title>")
            .text(
                rows.get(i).label()
                    + ", "
                    + table.columns().get(column).title()
                    + ": "
                    + FigureText.of(figure))
            .line("</title></circle>");
      }
      before = value;
    }
  }

  /** A little from the edges, so that the first and last dots are whole. */
  private static double x(int index, int count) {
    return 1.5 + 97.0 * index / Math.max(1, count - 1);
  }

  private static double y(double value, double top) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  }
}
