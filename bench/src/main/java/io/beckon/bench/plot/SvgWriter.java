package io.beckon.bench.plot;

import io.beckon.bench.plot.Chart.Point;
import io.beckon.bench.plot.Chart.Scale;
import io.beckon.bench.plot.Chart.Series;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws a chart: the same chart gives the same text, character for character. */
public final class SvgWriter {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 84;
  private static final int RIGHT = 700;
  private static final int TOP = 76;
  private static final int BOTTOM = 356;
  private static final int LEGEND = 54;
  private static final double CHARACTER = 6.6;
  // Each has a contrast of 3:1 or more to white and to a dark page.
  private static final String[] COLOURS = {"#1f77b4", "#c05a00", "#2a8a3c", "#b0409a", "#806a2a"};
  private static final String STYLE =
      """
      <style>
      text{font:12px sans-serif;fill:#24292f}
      .title{font-size:15px;font-weight:bold}
      .grid{stroke:#8c959f;stroke-opacity:.3}
      .axis{stroke:#57606a}
      .line{fill:none;stroke-width:2}
      .whisker{stroke-width:1.5}
      @media (prefers-color-scheme:dark){text{fill:#e6edf3}.axis{stroke:#9da7b1}}
      </style>
      """;

  private final StringBuilder out = new StringBuilder();
  private final Chart chart;
  private final Axis across;
  private final Axis up;

  private SvgWriter(Chart chart) {
    this.chart = chart;
    this.across = across(chart);
    this.up = Axis.fromZero(most(chart, Point::most), BOTTOM, TOP);
  }

  /**
   * The drawing as the text of an SVG file.
   *
   * @throws IllegalArgumentException if there is no point to draw
   */
  public static String draw(Chart chart) {
    if (chart.series().stream().allMatch(series -> series.points().isEmpty())) {
      throw new IllegalArgumentException("'" + chart.title() + "' has no points");
    }
    return new SvgWriter(chart).draw();
  }

  private String draw() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\" role=\"img\">",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    line("<title>%s</title>", escaped(chart.title()));
    out.append(STYLE);
    text(LEFT, 24, "start", "title", chart.title());
    axes();
    double legend = LEFT;
    for (int i = 0; i < chart.series().size(); i++) {
      String colour = COLOURS[i % COLOURS.length];
      Series series = chart.series().get(i);
      line(
          "<rect x=\"%.1f\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>",
          legend, LEGEND - 9, colour);
      text(legend + 15, LEGEND, "start", "", series.name());
      legend += 34 + series.name().length() * CHARACTER;
      series(series, colour);
    }
    line("</svg>");
    return out.toString();
  }

  private void axes() {
    for (double tick : up.ticks()) {
      double y = up.place(tick);
      line("<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", LEFT, y, RIGHT, y);
      text(LEFT - 8, y + 4, "end", "", Axis.label(tick));
    }
    for (double tick : across.ticks()) {
      double x = across.place(tick);
      line("<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", x, TOP, x, BOTTOM);
      text(x, BOTTOM + 18, "middle", "", Axis.label(tick));
    }
    line("<path class=\"axis\" fill=\"none\" d=\"M%d %dV%dH%d\"/>", LEFT, TOP, BOTTOM, RIGHT);
    text((LEFT + RIGHT) / 2.0, HEIGHT - 18, "middle", "", chart.horizontal());
    line(
        "<text x=\"0\" y=\"0\" text-anchor=\"middle\" transform=\"translate(20 %d)"
            + " rotate(-90)\">%s</text>",
        (TOP + BOTTOM) / 2, escaped(chart.vertical()));
  }

  private void series(Series series, String colour) {
    List<Point> points =
        series.points().stream().sorted(Comparator.comparingDouble(Point::x)).toList();
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(
              String.format(
                  Locale.ROOT, "%.1f %.1f", across.place(point.x()), up.place(point.y())));
    }
    line("<path class=\"line\" stroke=\"%s\" d=\"%s\"/>", colour, path);
    for (Point point : points) {
      double x = across.place(point.x());
      if (point.least() < point.most()) {
        line(
            "<path class=\"whisker\" stroke=\"%s\" d=\"M%.1f %.1fV%.1fM%.1f %.1fh8M%.1f %.1fh8\"/>",
            colour,
            x,
            up.place(point.least()),
            up.place(point.most()),
            x - 4,
            up.place(point.least()),
            x - 4,
            up.place(point.most()));
      }
      line(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"><title>%s</title></circle>",
          x,
          up.place(point.y()),
          colour,
          escaped(series.name() + ": " + Axis.label(point.x()) + ", " + Axis.label(point.y())));
    }
  }

  private static Axis across(Chart chart) {
    double most = most(chart, Point::x);
    return switch (chart.scale()) {
      case LINEAR -> Axis.fromZero(most, LEFT, RIGHT);
      case LOG ->
          new Axis(
              Scale.LOG,
              chart.series().stream()
                      .flatMap(series -> series.points().stream())
                      .mapToDouble(Point::x)
                      .min()
                      .orElse(1)
                  * 0.8,
              most * 1.25,
              LEFT,
              RIGHT);
      case PERCENTILE -> new Axis(Scale.PERCENTILE, 0, 100, LEFT, RIGHT);
    };
  }

  private static double most(Chart chart, ToDoubleFunction<Point> value) {
    return chart.series().stream()
        .flatMap(series -> series.points().stream())
        .mapToDouble(value)
        .max()
        .orElse(1);
  }

  private void text(double x, double y, String anchor, String kind, String text) {
    line(
        "<text%s x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        kind.isEmpty() ? "" : " class=\"" + kind + "\"", x, y, anchor, escaped(text));
  }

  private void line(String form, Object... values) {
    out.append(String.format(Locale.ROOT, form, values)).append('\n');
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
