package io.beckon.measurement.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.MeasureConfig;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Report;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.Table;
import io.beckon.measurement.report.html.HtmlReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dbeckon.page=FILE} writes the page of such a month, to be looked at. */
class SimulatedMonthTest {

  private static final MeasureConfig MEASURE =
      BeckonConfig.of(Map.of("application.id", "t", "kafka.bootstrap.servers", "none:9092"))
          .measure();

  private static final ReportSettings MONTH =
      ReportSettings.of(
          "What messages brought",
          Outcomes.START,
          Outcomes.START.plus(Duration.ofDays(28)),
          MEASURE);

  @ParameterizedTest(name = "true effect {0}")
  @ValueSource(doubles = {0, 0.05, 0.2})
  void shouldCoverTheTrueEffectOfAFlowAsOftenAsItSays(double effect) {
    int shops = 200;
    int covered = 0;
    for (int seed = 0; seed < shops; seed++) {
      Stories stories = stories(SimulatedMonth.shoppers(1_000, effect, seed));
      Experiments experiments = new Experiments(MONTH, "EUR", stories.until());
      stories.all().forEach(experiments::count);
      Experiments.Comparison flow =
          experiments.comparisons(true).stream()
              .filter(comparison -> comparison.key().flow().equals("cart-recovery"))
              .findFirst()
              .orElseThrow();
      double truth = SimulatedMonth.BASELINE * effect;
      covered += flow.uplift().conversion().interval().contains(truth) ? 1 : 0;
    }

    assertThat(covered)
        .isGreaterThanOrEqualTo(
            new BinomialDistribution(shops, Experiments.LEVEL).inverseCumulativeProbability(1e-4));
  }

  @Test
  void shouldAddUpHoweverItIsBrokenDown() throws Exception {
    Report report = ReportBuilder.of(MONTH, stories(SimulatedMonth.shoppers(8_000, 0.3, 1)));
    String page = System.getProperty("beckon.page");
    if (page != null) {
      Files.writeString(Path.of(page), HtmlReport.text(report));
    }

    for (String column : List.of("sent", "orders", "revenue")) {
      double all = sum(report, "flows", column);
      assertThat(all).isPositive();
      assertThat(sum(report, "days", column)).isEqualTo(all);
      for (String section : List.of("channels", "steps", "versions")) {
        if (has(report, section, column)) {
          assertThat(sum(report, section, column)).as(section).isEqualTo(all);
        }
      }
    }
    double last = sum(report, "attribution", "revenue");
    assertThat(sum(report, "attribution", "revenue-first")).isEqualTo(last);
    assertThat(sum(report, "attribution", "revenue-linear")).isEqualTo(last);
    assertThat(sum(report, "attribution", "revenue-influenced")).isGreaterThanOrEqualTo(last);
  }

  private static Stories stories(List<Outcomes> shoppers) {
    Stories stories = new Stories(MEASURE);
    shoppers.forEach(shopper -> shopper.events().forEach(stories::tell));
    return stories;
  }

  private static boolean has(Report report, String section, String column) {
    return table(report, section).columns().stream().anyMatch(c -> c.id().equals(column));
  }

  /** In whole minor units, so that nothing is lost by adding. */
  private static double sum(Report report, String section, String column) {
    Table table = table(report, section);
    int index = table.index(column);
    return table.rows().stream()
        .map(row -> row.figures().get(index))
        .mapToDouble(f -> f instanceof Figure.Sum sum ? sum.money().minor() : f.value())
        .sum();
  }

  private static Table table(Report report, String id) {
    return report.sections().stream()
        .filter(section -> section.id().equals(id))
        .map(Section::table)
        .findFirst()
        .orElseThrow();
  }
}
