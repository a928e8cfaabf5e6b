package io.beckon.measurement.report.render;

import io.beckon.measurement.report.Column;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Headline;
import io.beckon.measurement.report.Report;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as CSV (RFC 4180): one line for each figure, whatever table it stands in, so that a
 * spreadsheet filters and pivots it and new tables break nobody's import.
 */
public final class CsvReport {

  /** The first line. */
  static final String HEADER =
      "section,row,figure,kind,value,numerator,denominator,low,high,level,unit,text";

  private CsvReport() {}

  /** The lines, each without its end. */
  public static List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    for (Headline headline : report.headlines()) {
      lines.add(line("headlines", "", headline.id(), headline.figure()));
    }
    for (Section section : report.sections()) {
      List<Column> columns = section.table().columns();
      for (Row row : section.table().rows()) {
        for (int i = 0; i < columns.size(); i++) {
          lines.add(line(section.id(), row.label(), columns.get(i).id(), row.figures().get(i)));
        }
      }
    }
    return lines;
  }

  private static String line(String section, String row, String id, Figure figure) {
    FigureParts parts = FigureParts.of(figure);
    return String.join(
        ",",
        quoted(section),
        quoted(row),
        quoted(id),
        parts.kind(),
        number(parts.value()),
        whole(parts.numerator()),
        whole(parts.denominator()),
        number(parts.low()),
        number(parts.high()),
        number(parts.level()),
        quoted(parts.unit()),
        quoted(parts.text()));
  }

  private static String whole(@Nullable Long value) {
    return value == null ? "" : value.toString();
  }

  /** Without an exponent, which some spreadsheets read as text. */
  private static String number(@Nullable Double value) {
    return value == null ? "" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /**
   * Quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe before
   * it: names of flows and segments come from people.
   */
  private static String quoted(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
