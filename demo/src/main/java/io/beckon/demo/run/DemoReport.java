package io.beckon.demo.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.replay.ReplayOutput;
import io.beckon.contract.OutcomeEvent;
import io.beckon.measurement.report.command.OutcomeTopic;
import io.beckon.measurement.report.figures.ReportBuilder;
import io.beckon.measurement.report.figures.ReportSettings;
import io.beckon.measurement.report.figures.Stories;
import io.beckon.measurement.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page with which the demo ends: what the messages brought. */
final class DemoReport {

  private DemoReport() {}

  /**
   * Writes the page, and the outcomes that it is made of.
   *
   * @param output where outcomes go; null: nowhere
   * @return where the page is
   */
  static Path write(BeckonConfig config, DemoSettings settings, @Nullable ReplayOutput output)
      throws IOException {
    List<OutcomeEvent> outcomes = new ArrayList<>();
    OutcomeTopic.read(config, outcomes::add);
    Stories stories = new Stories(config.measure());
    for (OutcomeEvent outcome : outcomes) {
      stories.tell(outcome);
      if (output != null) {
        output.outcome(outcome);
      }
    }
    Path folder = settings.out();
    Path page =
        folder == null
            ? Files.createTempFile("beckon-report-", ".html")
            : folder.resolve("report.html");
    ReportSettings report =
        ReportSettings.of(
            "The demo's shop: what messages brought",
            Instant.ofEpochMilli(settings.start()),
            Instant.ofEpochMilli(settings.end()),
            config.measure());
    Files.writeString(page, HtmlReport.text(ReportBuilder.of(report, stories)));
    return page.toAbsolutePath();
  }
}
