package io.beckon.measurement.report.html;

import static io.beckon.measurement.report.html.Markup.escaped;
import static io.beckon.measurement.report.html.Markup.number;
import static io.beckon.measurement.report.html.Markup.shortened;

import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Table;
import io.beckon.measurement.report.render.FigureText;

/** Steps that narrow, with the share that is left of the first one. */
final class FunnelChart {

  private static final int ROW = 40;
  private static final int LABEL = 34;

  private FunnelChart() {}

  static String of(Table table, Chart.Funnel funnel) {
    int column = table.index(funnel.column());
    double largest =
        table.rows().stream().mapToDouble(r -> r.figures().get(column).value()).max().orElse(0);
    if (!(largest > 0)) {
      return "";
    }
    double first = table.rows().get(0).figures().get(column).value();
    Markup svg = new Markup();
    svg.line(
        "<svg role=\"img\" width=\"100%\" height=\""
            + ROW * table.rows().size()
            + "\" aria-label=\""
            + escaped(table.columns().get(column).title() + "; the table has the figures")
            + "\">");
    int y = 0;
    for (Row row : table.rows()) {
      double value = row.figures().get(column).value();
      double width = 100 * Math.max(0, value) / largest;
      svg.raw("<text class=\"label\" x=\"0\" y=\"" + (y + 13) + "\">")
          .text(shortened(row.label(), LABEL))
          .line("</text>");
      svg.raw("<text class=\"amount\" x=\"100%\" y=\"" + (y + 13) + "\">")
          .text(FigureText.of(row.figures().get(column)));
      if (y > 0 && first > 0) {
        svg.raw("<tspan class=\"of\">")
            .text(" " + FigureText.percent(value / first))
            .raw("</tspan>");
      }
      svg.line("</text>");
      svg.line(
          "<rect class=\"step\" x=\""
              + number((100 - width) / 2)
              + "%\" y=\""
              + (y + 19)
              + "\" width=\""
              + number(Math.max(0.3, width))
              + "%\" height=\"15\" rx=\"3\"/>");
      y += ROW;
    }
    svg.line("</svg>");
    return BarChart.figure(
        table.columns().get(column).title() + ", and the share of the first.",
        svg.toString(),
        null);
  }
}
