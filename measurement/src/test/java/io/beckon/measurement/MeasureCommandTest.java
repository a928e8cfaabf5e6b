package io.beckon.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.beckon.app.replay.OutcomeJson;
import io.beckon.contract.OutcomeEvent;
import io.beckon.measurement.core.Histories;
import io.beckon.measurement.core.Measurement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MeasureCommandTest {

  @TempDir private Path directory;
  private final StringWriter words = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void shouldWriteACountForEachThatTheCoreComesTo() throws IOException {
    List<OutcomeEvent> told = Histories.random(7);
    Measurement core = new Measurement(Histories.settings());
    told.forEach(core::add);

    int exit = execute("measure", "--outcomes", written(told), "--out", directory.toString());

    assertThat(exit).isZero();
    assertThat(Files.readAllLines(directory.resolve("measures.ndjson")))
        .hasSize(core.result().measures().size());
    assertThat(Files.readAllLines(directory.resolve("attributions.ndjson")))
        .hasSize(core.result().attributions().size());
  }

  @Test
  void shouldRefuseALineThatIsNoOutcome() throws IOException {
    Path file = directory.resolve("outcomes.ndjson");
    Files.writeString(file, "{\"at\":\"2026-11-02T00:00:00Z\"}\n");

    assertThat(execute("measure", "--outcomes", file.toString())).isEqualTo(2);
  }

  @Test
  void shouldFailWhenDecisionsDoNotAddUp() throws IOException {
    Path file = directory.resolve("decisions.ndjson");
    String sent =
        "{\"flow\":\"cart\",\"flowVersion\":1,\"runId\":\"r\",\"step\":\"first\","
            + "\"outcome\":\"%s\",\"reason\":\"ALLOWED\"}%n";
    Files.writeString(
        file, sent.formatted("ENTERED") + sent.formatted("QUEUED") + sent.formatted("SENT"));
    assertThat(execute("measure", "--decisions", file.toString())).isZero();
    assertThat(words.toString()).contains("cart@1 first: 1 entered = 1 sent");

    Files.writeString(file, sent.formatted("ENTERED") + sent.formatted("SENT"));
    assertThat(execute("measure", "--decisions", file.toString())).isEqualTo(1);
    assertThat(words.toString()).contains("wrong: run r of cart@1");
  }

  @Test
  void shouldRefuseAFileInPlaceOfTheFolder() throws IOException {
    Path file = Files.writeString(directory.resolve("out"), "dear");
    String outcomes = written(Histories.random(7));

    assertThat(execute("measure", "--outcomes", outcomes, "--out", file.toString())).isEqualTo(2);

    assertThat(errors.toString()).contains("--out is " + file + ": that is not a folder");
    assertThat(file).hasContent("dear");
  }

  private int execute(String... args) {
    CommandLine line = MeasurementMain.commandLine(Map.of());
    line.setOut(new PrintWriter(words, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(args);
  }

  private String written(List<OutcomeEvent> told) throws IOException {
    Path file = directory.resolve("outcomes.ndjson");
    StringWriter lines = new StringWriter();
    for (OutcomeEvent event : told) {
      try (JsonGenerator json = new JsonFactory().createGenerator(lines)) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        OutcomeJson.fields(json, event);
        json.writeEndObject();
      }
      lines.write('\n');
    }
    Files.writeString(file, lines.toString());
    return file.toString();
  }
}
