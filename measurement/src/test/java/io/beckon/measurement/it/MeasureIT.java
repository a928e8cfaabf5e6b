package io.beckon.measurement.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.beckon.app.replay.OutcomeJson;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Attribution;
import io.beckon.contract.Measure;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.measurement.MeasurementMain;
import io.beckon.measurement.core.Histories;
import io.beckon.measurement.core.Measurement;
import io.beckon.measurement.streams.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * {@code beckon measure} in a process of its own, killed with -9 while it works: what stands in its
 * topics in the end, for consumers that read what is committed, is what the pure core comes to over
 * the same outcomes; and each credit says rightly what it corrects.
 */
@SuppressWarnings("NullAway.Init")
final class MeasureIT {

  private static final int KILLS = 2;
  private static final int SHOPPERS = 1_500;

  private static EmbeddedBroker broker;
  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldMeasureWhatTheCoreMeasuresWhenKilledInTheMiddle() throws Exception {
    List<OutcomeEvent> told = Histories.random(11, SHOPPERS);
    Measurement core = new Measurement(Histories.settings());
    told.forEach(core::add);
    Measurement.Result expected = core.result();
    Map<String, Long> amounts = Results.amounts(expected.measures());

    try (Cluster cluster = new Cluster(broker.bootstrapServers(), "killed", folder);
        Forked measure = new Forked("measure", cluster.settings(), folder.resolve("measure.log"))) {
      cluster.abort(neverCommitted(told.get(0)));
      List<List<OutcomeEvent>> parts = parts(told, KILLS + 1);
      measure.start();
      for (int kill = 0; kill < KILLS; kill++) {
        long waiting = cluster.lag();
        cluster.write(parts.get(kill));
        long written = cluster.lag();
        assertThat(written).isGreaterThan(waiting == Long.MAX_VALUE ? 0 : waiting);
        // It has committed something of this part, and not yet all.
        Cluster.await(() -> cluster.lag() < written, () -> "lag " + cluster.lag() + measure.log());
        measure.kill();
        measure.start();
      }
      cluster.write(parts.get(KILLS));
      OutcomeEvent last = told.get(told.size() - 1);
      long[] lookedAt = {System.nanoTime()};
      Cluster.await(
          () -> {
            // Joins look once a second for windows that have closed, when a record comes.
            if (System.nanoTime() - lookedAt[0] > 1_500_000_000L) {
              lookedAt[0] = System.nanoTime();
              cluster.write(List.of(last));
            }
            return latest(cluster).equals(amounts);
          },
          () ->
              "lag "
                  + cluster.lag()
                  + Cluster.difference(latest(cluster), amounts)
                  + measure.log());

      assertThat(
              Results.standing(
                  cluster.read(cluster.config().topics().attributions(), Attribution.class)))
          .isEqualTo(Results.standing(expected.attributions()));
      assertThat(measure.terminate()).as(measure.log()).isIn(0, 143);
      // That one who stops leaves the group at once is MeasureDoorIT's, without sessions that end.
      assertThat(measure.log()).doesNotContain("The application was not closed within");
    }
  }

  @Test
  void shouldReportTheSameOverTopicsAsOverTheFilesOfAReplay() throws Exception {
    List<OutcomeEvent> told = Histories.random(23, 150);
    Path files = Files.createDirectories(folder.resolve("replayed"));
    Files.writeString(files.resolve("outcomes.ndjson"), lines(told));
    try (Cluster cluster = new Cluster(broker.bootstrapServers(), "reported", folder)) {
      cluster.abort(neverCommitted(told.get(0)));
      cluster.write(told);
      Path config = folder.resolve("beckon.properties");
      Files.writeString(
          config,
          cluster.settings().entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue() + "\n")
              .collect(Collectors.joining()));

      for (String format : List.of("json", "csv", "text", "html")) {
        String overTopics = report("--config", config.toString(), "--format", format);
        assertThat(overTopics)
            .as(format)
            .isNotBlank()
            .isEqualTo(report("--input", files.toString(), "--format", format));
      }
    }
  }

  private static String report(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = MeasurementMain.commandLine(Map.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> typed = new ArrayList<>(List.of("report"));
    typed.addAll(List.of(options));
    assertThat(line.execute(typed.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }

  private static String lines(List<OutcomeEvent> told) throws IOException {
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
    return lines.toString();
  }

  private static Map<String, Long> latest(Cluster cluster) {
    return Results.latest(cluster.read(cluster.config().topics().measures(), Measure.class));
  }

  private static List<List<OutcomeEvent>> parts(List<OutcomeEvent> told, int count) {
    List<List<OutcomeEvent>> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      parts.add(told.subList(part * told.size() / count, (part + 1) * told.size() / count));
    }
    return parts;
  }

  private static OutcomeEvent neverCommitted(OutcomeEvent first) {
    return new OutcomeEvent(
        first.getAt(),
        first.getAt(),
        first.getShopperId(),
        false,
        List.of(),
        OrderSeen.newBuilder()
            .setOrderId("never")
            .setValue(1_000_000L)
            .setCurrency("EUR")
            .setOrdinal(1)
            .build(),
        List.of(),
        null);
  }
}
