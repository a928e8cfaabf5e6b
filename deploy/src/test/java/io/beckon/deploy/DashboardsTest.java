package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each expression of a dashboard is one, and reads metrics that there are. */
class DashboardsTest {

  private static final Set<String> KNOWN = Metrics.documented();

  @TempDir private Path folder;

  /** As rules that Prometheus' own tool checks. */
  @Test
  void shouldHaveExpressionsThatPrometheusTakes() throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n  - name: dashboards\n    rules:\n");
    int number = 0;
    for (Path board : boards().toList()) {
      for (String expression : Boards.expressions(board).values()) {
        rules.append("      - record: panel_").append(number++).append("\n        expr: |-\n");
        Boards.plain(expression, Installation.MAIN)
            .lines()
            .forEach(line -> rules.append("          ").append(line).append('\n'));
      }
    }
    Path file = Files.writeString(folder.resolve("panels.yaml"), rules);

    Promtool.Said said = Promtool.run(folder, "check", "rules", file.toString());

    assertThat(number).isGreaterThan(40);
    assertThat(said.isOk()).as(said.text()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("boards")
  void shouldReadMetricsThatThereAre(Path board) {
    Boards.expressions(board)
        .forEach(
            (panel, expression) ->
                assertThat(KNOWN)
                    .as(panel)
                    .containsAll(Metrics.read(Boards.plain(expression, Installation.MAIN))));
  }

  @ParameterizedTest
  @MethodSource("boards")
  void shouldAskOnlyForTheApplicationThatIsChosen(Path board) {
    Boards.expressions(board)
        .forEach(
            (panel, expression) -> {
              Matcher selector = Pattern.compile("\\{([^}]*)}").matcher(expression);
              int found = 0;
              while (selector.find()) {
                assertThat(selector.group(1)).as(panel).contains("job=\"$job\"");
                found++;
              }
              assertThat(found).as(panel).isGreaterThanOrEqualTo(Metrics.read(expression).size());
            });
  }

  @ParameterizedTest
  @MethodSource("boards")
  void shouldFitTogether(Path board) {
    JsonNode json = Boards.json(board);
    assertThat(json.get("uid").asText()).isEqualTo("beckon-" + Boards.name(board));
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : json.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).as(panel.get("title").asText()).isTrue();
      JsonNode at = panel.get("gridPos");
      assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < at.get("w").asInt(); x++) {
        for (int y = 0; y < at.get("h").asInt(); y++) {
          assertThat(cells.add((at.get("x").asInt() + x) + "," + (at.get("y").asInt() + y)))
              .as(panel.get("title").asText() + " lies on another panel")
              .isTrue();
        }
      }
    }
    Set<String> variables = new HashSet<>(Set.of("__rate_interval"));
    json.at("/templating/list").forEach(variable -> variables.add(variable.get("name").asText()));
    Matcher used = Pattern.compile("\\$\\{?([a-z_]+)").matcher(json.toString());
    while (used.find()) {
      assertThat(variables).contains(used.group(1));
    }
  }

  /** Panels name the alerts that fire on what they show. */
  @Test
  void shouldNameAlertsThatThereAre() {
    String rules = Project.text(HelmCharts.CHART.resolve("rules/beckon.rules.yaml"));
    Set<String> named = new HashSet<>();
    boards()
        .forEach(
            board -> {
              Matcher alert =
                  Pattern.compile("\\bBeckon[A-Z][A-Za-z]+").matcher(Project.text(board));
              while (alert.find()) {
                named.add(alert.group());
              }
            });
    assertThat(named)
        .hasSizeGreaterThan(15)
        .allSatisfy(alert -> assertThat(rules).contains("alert: " + alert + "\n"));
  }

  static Stream<Path> boards() {
    return Boards.all();
  }
}
