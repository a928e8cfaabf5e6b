package io.beckon.measurement.report.command;

import io.beckon.measurement.report.Report;
import io.beckon.measurement.report.html.HtmlReport;
import io.beckon.measurement.report.render.CsvReport;
import io.beckon.measurement.report.render.JsonReport;
import io.beckon.measurement.report.render.TerminalReport;
import java.util.List;

/** How a report is written. */
enum Format {
  TEXT,
  CSV,
  JSON,
  HTML;

  String write(Report report) {
    return switch (this) {
      case TEXT -> lines(TerminalReport.lines(report));
      case CSV -> lines(CsvReport.lines(report));
      case JSON -> JsonReport.text(report);
      case HTML -> HtmlReport.text(report);
    };
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
