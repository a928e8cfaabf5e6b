package io.beckon.measurement.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  @Test
  void shouldTellTheFormulaOfEachFigure() throws Exception {
    String page = Files.readString(Path.of("../docs/reports.md"));

    for (Metric metric : Metric.values()) {
      assertThat(page)
          .contains(
              "| " + metric.title() + " | `" + metric.id() + "` | " + metric.formula() + " |");
    }
  }
}
