package io.beckon.measurement.report.render;

import io.beckon.measurement.report.Band;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Headline;
import io.beckon.measurement.report.Notice;
import io.beckon.measurement.report.Report;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.Table;
import java.util.ArrayList;
import java.util.List;

/** A report as plain text of fixed width. */
public final class TerminalReport {

  private static final int WIDTH = 100;

  private final List<String> lines = new ArrayList<>();

  private TerminalReport() {}

  /** The lines, each without its end. */
  public static List<String> lines(Report report) {
    return new TerminalReport().report(report).lines;
  }

  private TerminalReport report(Report report) {
    add(report.title());
    add(report.from() + " to " + report.to() + ", amounts in " + report.currency());
    report.settings().forEach(this::wrapped);
    heading("At a glance");
    int width = report.headlines().stream().mapToInt(h -> h.title().length()).max().orElse(0);
    report.headlines().forEach(headline -> headline(headline, width));
    heading("How far the data can be trusted");
    report.health().forEach(this::notice);
    report.sections().forEach(this::section);
    return this;
  }

  private void headline(Headline headline, int width) {
    StringBuilder line = new StringBuilder();
    line.append(right(headline.title(), width)).append("  ");
    line.append(left(plain(FigureText.of(headline.figure())), 14));
    String parts = FigureText.parts(headline.figure());
    if (!parts.isEmpty()) {
      line.append("  ").append(plain(parts));
    }
    add(line.toString().stripTrailing());
    Band band = headline.band();
    if (band != null) {
      add(" ".repeat(width + 18) + "others: " + band.words());
    }
  }

  private void notice(Notice notice) {
    String sign =
        switch (notice.weight()) {
          case GOOD -> "ok       ";
          case NOTE -> "note     ";
          case WARNING -> "warning  ";
        };
    wrapped(sign + notice.text());
  }

  private void section(Section section) {
    heading(section.title());
    wrapped(section.text());
    if (section.table().rows().isEmpty()) {
      add("  nothing in this period");
    } else {
      table(section.table());
    }
  }

  private void heading(String title) {
    add("");
    add(title);
    add("-".repeat(title.length()));
  }

  private void table(Table table) {
    List<List<String>> cells = new ArrayList<>();
    List<String> header = new ArrayList<>(table.labels());
    table.columns().forEach(column -> header.add(column.title()));
    cells.add(header);
    for (Row row : table.rows()) {
      List<String> cell = new ArrayList<>(row.labels());
      row.figures().forEach(figure -> cell.add(cell(figure)));
      cells.add(cell);
    }
    int columns = header.size();
    int[] widths = new int[columns];
    for (List<String> row : cells) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < columns; i++) {
        boolean words = i < table.labels().size() || isText(table, i - table.labels().size());
        line.append(' ')
            .append(words ? right(row.get(i), widths[i]) : left(row.get(i), widths[i]))
            .append(' ');
      }
      add(line.toString().stripTrailing());
    }
  }

  private static boolean isText(Table table, int column) {
    return table.rows().stream().anyMatch(row -> row.figures().get(column) instanceof Figure.Text);
  }

  private static String cell(Figure figure) {
    String text = plain(FigureText.of(figure));
    return figure instanceof Figure.Estimated && !text.equals(FigureText.NOTHING)
        ? text + " (" + plain(FigureText.parts(figure)) + ")"
        : text;
  }

  private void wrapped(String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    add(line.toString());
  }

  private void add(String line) {
    lines.add(line);
  }

  private static String plain(String text) {
    return text.replace('\u00a0', ' ');
  }

  private static String right(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String left(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
