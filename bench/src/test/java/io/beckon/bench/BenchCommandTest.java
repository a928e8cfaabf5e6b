package io.beckon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@SuppressWarnings("NullAway.Init")
class BenchCommandTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldNameAllScenariosAndShapesInItsHelp() {
    assertThat(run("bench", "--help")).isZero();

    assertThat(out.toString())
        .contains(Scenarios.all().stream().map(Scenario::name).toList())
        .contains("cart", "browse", "flash", "timers", "cold")
        .contains("15 %", "Several: --jvm once for each");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench --quick --scenario pass",
        "bench live",
        "bench growth",
        "bench micro --quick NoneOfThem",
        "bench plot"
      })
  void shouldRefuseAFileInPlaceOfTheFolderBeforeItRuns(String command) throws IOException {
    Path file = Files.writeString(folder.resolve("out"), "dear");

    assertThat(run((command + " --out " + file).split(" ", -1))).isEqualTo(2);

    assertThat(err.toString())
        .isEqualTo(
            "beckon: --out is "
                + file
                + ": that is not a folder; give another folder, or move it away.\n");
    assertThat(file).hasContent("dear");
  }

  @Test
  void shouldRefuseAFolderInTheWayOfItsFiles() throws IOException {
    Files.createDirectory(folder.resolve("bench.json"));

    assertThat(run("bench", "--quick", "--out", folder.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("bench.json is a folder, and a file is wanted");
  }

  @Test
  void shouldRefuseAFolderInPlaceOfThePicture() throws IOException {
    Path recording = Files.createFile(folder.resolve("ship.jfr"));

    assertThat(run("bench", "flame", recording.toString(), "--out", folder.toString()))
        .isEqualTo(2);

    assertThat(err.toString()).contains("that is a folder, and a file is wanted");
  }

  @Test
  void shouldRefuseToDrawAFolderThatIsNotThere() {
    Path gone = folder.resolve("gone");

    assertThat(run("bench", "plot", "--out", gone.toString())).isEqualTo(2);

    assertThat(err.toString())
        .contains("--out is " + gone + ": there is no such folder; give the one");
    assertThat(gone).doesNotExist();
  }

  @Test
  void shouldRefuseTwoOptionsOfJavaInOneBeforeItRuns() {
    Path out = folder.resolve("out");
    String two = "-Xlog:gc*:file=" + folder.resolve("gc.log") + " -XX:StartFlightRecording=name=x";

    assertThat(run("bench", "--quick", "--out", out.toString(), "--jvm", two)).isEqualTo(2);

    assertThat(err.toString())
        .startsWith("beckon: --jvm: Java does not take '" + two + "':\n  ")
        .contains("Invalid decorator")
        .endsWith("Give --jvm once for each option.\n");
    assertThat(out).doesNotExist();
  }

  private int run(String... args) {
    CommandLine line = BenchMain.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
