package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.deploy.Installation.Measuring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes the real measurement application: its board shows figures, and a fault
 * fires its alert and no other.
 */
@Timeout(300)
class MeasurementPrometheusIT {

  private static final String RULES = "beckon.measurement";

  @TempDir private Path folder;

  @Test
  void shouldShowAFigureOnEachPanelOfItsBoard() throws Exception {
    try (Installation shop = new Installation(folder, Map.of());
        PastWeeks weeks = new PastWeeks(shop.config())) {
      weeks.tell();
      weeks.spoil();
      Measuring measuring = shop.startMeasurement();
      PrometheusServer prometheus = shop.watch(HastyRules.RULES);
      Map<String, String> panels = Boards.expressions(Boards.named("measurement"));
      assertThat(panels).hasSizeGreaterThan(20);

      Map<String, String> empty = new TreeMap<>();
      PrometheusServer.await(
          () -> {
            weeks.goOn();
            measuring.door().look();
            empty.clear();
            panels.forEach(
                (panel, expression) -> {
                  String asked = Boards.plain(expression, Installation.MEASUREMENT);
                  if (prometheus.query(asked).isEmpty()) {
                    empty.put(panel, asked);
                  }
                });
            return empty.isEmpty();
          },
          () -> "no figure on " + empty);

      assertThat(prometheus.faultyRules()).isEmpty();
      assertThat(figure(prometheus, panels, "Carts won back")).isEqualTo(0.5);
      assertThat(figure(prometheus, panels, "Abandonments")).isEqualTo(1);
      assertThat(figure(prometheus, panels, "Orders")).isEqualTo(1);
      assertThat(figure(prometheus, panels, "Revenue")).isEqualTo(42);
      assertThat(figure(prometheus, panels, "Share of revenue")).isEqualTo(1);
    }
  }

  @Test
  void shouldFireTheAlertOfEachFaultAndNoOther() throws Exception {
    try (Installation shop = new Installation(folder, Map.of());
        PastWeeks weeks = new PastWeeks(shop.config())) {
      weeks.tell();
      Measuring measuring = shop.startMeasurement();
      PrometheusServer prometheus = shop.watch(HastyRules.from(RULES, folder));
      TimeUnit.SECONDS.sleep(2 * HastyRules.WINDOW_SECONDS);
      assertThat(prometheus.faultyRules()).isEmpty();
      assertThat(prometheus.fired(2)).isEmpty();

      weeks.spoil();
      assertThat(labels(awaitOnly(prometheus, "BeckonMeasurementDeadLetters"), "reason"))
          .isEqualTo("UnreadablePayload");
      PrometheusServer.await(() -> prometheus.firing().isEmpty());

      measuring.door().close();
      awaitOnly(prometheus, "BeckonMeasurementDown");

      assertThat(prometheus.fired(5))
          .containsExactly("BeckonMeasurementDeadLetters", "BeckonMeasurementDown");
    }
  }

  @Test
  void shouldSeeThatTheMainJobTellsItNothing() throws Exception {
    try (Installation shop = new Installation(folder, Map.of("outcomes.enabled", "false"))) {
      shop.startMainJob();
      shop.startMeasurement();
      PrometheusServer prometheus = shop.watch(HastyRules.from(RULES, folder));
      assertThat(prometheus.fired(2)).isEmpty();
      try (Trade trade = new Trade(shop.config())) {
        PrometheusServer.await(() -> trade.told() > 500);
        awaitOnly(prometheus, "BeckonOutcomesMissing");
      }
    }
  }

  @Test
  void shouldBeQuietWhileMeasurementReadsWhatTheMainJobTells() throws Exception {
    try (Installation shop = new Installation(folder, Map.of())) {
      shop.startMainJob();
      shop.startMeasurement();
      PrometheusServer prometheus = shop.watch(HastyRules.from(RULES, folder));
      try (Trade trade = new Trade(shop.config())) {
        PrometheusServer.await(() -> trade.told() > 500);
        String read = "sum(beckon_measure_outcomes_total{job=\"beckon-measurement\"}) > 50";
        PrometheusServer.await(() -> !prometheus.query(read).isEmpty());
        TimeUnit.SECONDS.sleep(2 * HastyRules.WINDOW_SECONDS);
        assertThat(prometheus.faultyRules()).isEmpty();
        assertThat(prometheus.fired(2)).isEmpty();
      }
    }
  }

  /** Waits until it fires; it alone does, of the right application, and names its page. */
  private static JsonNode awaitOnly(PrometheusServer prometheus, String alert)
      throws InterruptedException {
    PrometheusServer.await(() -> prometheus.firing().contains(alert));
    List<JsonNode> firing = prometheus.firingAlerts();
    assertThat(firing).hasSize(1);
    assertThat(labels(firing.get(0), "alertname")).isEqualTo(alert);
    assertThat(labels(firing.get(0), "job")).isEqualTo(Installation.MEASUREMENT);
    String page = firing.get(0).at("/annotations/runbook").asText();
    assertThat(page).isEqualTo("docs/runbooks/" + alert + ".md");
    assertThat(Files.exists(Project.ROOT.resolve(page))).isTrue();
    return firing.get(0);
  }

  private static String labels(JsonNode alert, String label) {
    return alert.at("/labels/" + label).asText();
  }

  private static double figure(
      PrometheusServer prometheus, Map<String, String> panels, String title) {
    String expression =
        panels.entrySet().stream()
            .filter(panel -> panel.getKey().startsWith("measurement/" + title + "/"))
            .findFirst()
            .orElseThrow()
            .getValue();
    JsonNode answer = prometheus.query(Boards.plain(expression, Installation.MEASUREMENT));
    assertThat(answer).as(title).hasSize(1);
    return answer.get(0).at("/value/1").asDouble();
  }
}
