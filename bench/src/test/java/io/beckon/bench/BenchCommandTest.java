package io.beckon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.scenario.Scenarios;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldNameAllScenariosAndShapesInItsHelp() {
    assertThat(run("bench", "--help")).isZero();

    assertThat(out.toString())
        .contains(Scenarios.all().stream().map(Scenario::name).toList())
        .contains("cart", "browse", "flash", "timers", "cold")
        .contains("15 %");
  }

  @Test
  void shouldRefuseAScenarioThatDoesNotExist() {
    assertThat(run("bench", "--scenario", "warp")).isEqualTo(2);

    assertThat(err.toString()).contains("there is no scenario warp", "consume, pass");
  }

  @Test
  void shouldRefuseTooFewEvents() {
    assertThat(run("bench", "--events", "10")).isEqualTo(2);

    assertThat(err.toString()).contains("--events is 10");
  }

  private int run(String... args) {
    CommandLine line = BenchMain.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
