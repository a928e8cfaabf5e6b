package io.beckon.measurement.report.html;

import io.beckon.measurement.report.Band;
import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Headline;
import io.beckon.measurement.report.Notice;
import io.beckon.measurement.report.Report;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.Table;
import io.beckon.measurement.report.render.FigureText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** A report as a page. */
public final class HtmlReport {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private HtmlReport() {}

  /** The whole document. */
  public static String text(Report report) {
    Markup out = new Markup();
    out.line("<!DOCTYPE html>");
    out.line("<html lang=\"en\">");
    out.line("<head>");
    out.line("<meta charset=\"utf-8\">");
    out.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.line("<meta name=\"color-scheme\" content=\"light dark\">");
    out.element("title", report.title());
    out.line("<style>").raw(style()).line("</style>");
    out.line("</head>");
    out.line("<body>");
    header(out, report);
    out.line("<main>");
    headlines(out, report);
    health(out, report);
    report.sections().forEach(section -> section(out, section));
    settings(out, report);
    out.line("</main>");
    out.line("</body>");
    return out.line("</html>").toString();
  }

  private static void header(Markup out, Report report) {
    out.line("<header>");
    out.element("h1", report.title());
    out.element(
        "p class=\"period\"",
        TIME.format(report.from())
            + " to "
            + TIME.format(report.to())
            + " UTC · amounts in "
            + report.currency());
    out.line("<nav aria-label=\"Sections\">");
    for (Section section : report.sections()) {
      out.element("a href=\"#" + Markup.escaped(section.id()) + "\"", section.title());
    }
    out.line("</nav>");
    out.line("</header>");
  }

  private static void headlines(Markup out, Report report) {
    out.line("<section aria-labelledby=\"glance\">");
    out.element("h2 id=\"glance\"", "At a glance");
    out.line("<div class=\"cards\">");
    report.headlines().forEach(headline -> card(out, headline));
    out.line("</div>");
    out.line("</section>");
  }

  private static void card(Markup out, Headline headline) {
    out.line("<div class=\"card\" title=\"" + Markup.escaped(headline.formula()) + "\">");
    out.element("h3", headline.title());
    out.element("p class=\"big\"", FigureText.of(headline.figure()));
    String parts = FigureText.parts(headline.figure());
    if (!parts.isEmpty()) {
      out.element("p class=\"parts\"", parts);
    }
    Band band = headline.band();
    if (band != null) {
      out.raw(meter(headline.figure(), band));
      out.element("p class=\"compare\"", "Others: " + band.words());
    }
    out.line("</div>");
  }

  /** A small scale: the band, and where this shop stands. */
  private static String meter(Figure figure, Band band) {
    if (Double.isNaN(figure.value())) {
      return "";
    }
    double top = Double.isNaN(band.top()) ? band.high() : band.top();
    Scale scale = Scale.upTo(Math.max(figure.value(), top) * 1.1);
    double from = scale.percent(band.low());
    Markup svg = new Markup();
    svg.line("<svg class=\"meter\" width=\"100%\" height=\"16\" aria-hidden=\"true\">");
    svg.line("<rect class=\"track\" x=\"0\" y=\"5\" width=\"100%\" height=\"6\" rx=\"3\"/>");
    svg.line(
        "<rect class=\"band\" x=\""
            + Markup.number(from)
            + "%\" y=\"2\" width=\""
            + Markup.number(Math.max(1, scale.percent(band.high()) - from))
            + "%\" height=\"12\"/>");
    svg.line(
        "<circle class=\"point\" r=\"5\" cx=\""
            + Markup.number(scale.percent(Math.max(0, figure.value())))
            + "%\" cy=\"8\"/>");
    return svg.line("</svg>").toString();
  }

  private static void health(Markup out, Report report) {
    out.line("<section aria-labelledby=\"health\">");
    out.element("h2 id=\"health\"", "How far the data can be trusted");
    out.line("<ul class=\"notices\">");
    for (Notice notice : report.health()) {
      String weight = notice.weight().name().toLowerCase(Locale.ROOT);
      out.raw("<li class=\"" + weight + "\"><strong>")
          .text(
              switch (notice.weight()) {
                case GOOD -> "Good";
                case NOTE -> "Note";
                case WARNING -> "Warning";
              })
          .raw("</strong> ")
          .text(notice.text())
          .line("</li>");
    }
    out.line("</ul>");
    out.line("</section>");
  }

  private static void section(Markup out, Section section) {
    String id = Markup.escaped(section.id());
    out.line("<section id=\"" + id + "\" aria-labelledby=\"" + id + "-title\">");
    out.element("h2 id=\"" + id + "-title\"", section.title());
    out.element("p class=\"lead\"", section.text());
    if (section.table().rows().isEmpty()) {
      out.element("p class=\"empty\"", "Nothing in this period.");
    } else {
      Markup charts = new Markup();
      section.charts().forEach(chart -> charts.raw(chart(section.table(), chart)));
      if (!charts.toString().isEmpty()) {
        out.line("<div class=\"charts\">").raw(charts.toString()).line("</div>");
      }
      out.raw(HtmlTable.of(section));
    }
    out.line("</section>");
  }

  private static String chart(Table table, Chart chart) {
    if (chart instanceof Chart.Bars bars) {
      return BarChart.of(table, bars);
    }
    if (chart instanceof Chart.Funnel funnel) {
      return FunnelChart.of(table, funnel);
    }
    if (chart instanceof Chart.Lines lines) {
      return LineChart.of(table, lines);
    }
    return ForestChart.of(table, (Chart.Forest) chart);
  }

  private static void settings(Markup out, Report report) {
    out.line("<footer>");
    out.element("h2", "How it was counted");
    out.line("<ul>");
    report.settings().forEach(setting -> out.element("li", setting));
    out.line("</ul>");
    out.element(
        "p",
        "Column heads tell their formulas. Every rate stands beside what it is made of; the same"
            + " data give the same page.");
    out.line("</footer>");
  }

  private static String style() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("/report/report.css")) {
      return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
