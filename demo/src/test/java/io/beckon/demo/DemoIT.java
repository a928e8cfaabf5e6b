package io.beckon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person starts it: a process of its own. */
@Timeout(300)
class DemoIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  @TempDir Path out;
  private Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldShowAWholeRunAndLeaveNothingBehind() throws Exception {
    start("demo", "--for", "15s", "--speed", "7200", "--shoppers", "150", "--out", out.toString());
    List<String> screen = untilEnd();

    assertThat(process.waitFor()).as(() -> String.join("\n", screen)).isZero();
    assertThat(screen)
        .anyMatch(line -> line.contains("SEND EMAIL"))
        .anyMatch(line -> line.contains("TASK for support"))
        .anyMatch(line -> line.contains("0 messages after a purchase, 0 sent twice"))
        .anyMatch(line -> line.contains("What the messages brought: open file:"));
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("<!DOCTYPE html>", "cart-recovery", "<svg");
    assertThat(lines("outcomes.ndjson"))
        .extracting(line -> line.get("fact").asText())
        .contains("TriggerSeen", "Touched", "OrderSeen", "TimeMark");
    assertThat(leftBehind()).isEmpty();
    JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
    List<JsonNode> decisions = lines("decisions.ndjson");
    List<JsonNode> commands = lines("commands.ndjson");
    List<JsonNode> sends =
        commands.stream().filter(command -> command.get("action").asText().equals("SEND")).toList();
    List<JsonNode> sent =
        decisions.stream()
            .filter(decision -> decision.get("outcome").asText().equals("SENT"))
            .toList();
    assertThat(texts(sends, "commandId"))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(texts(sent, "commandId"));
    assertThat(summary.get("cancels").asInt()).isEqualTo(commands.size() - sends.size());
    assertThat(counts(summary, "commands")).isEqualTo(counted(commands, "channel"));
    assertThat(counts(summary, "decisions")).isEqualTo(counted(decisions, "outcome"));
    assertThat(counts(summary, "reasons")).isEqualTo(counted(decisions, "reason"));
    assertThat(counts(summary, "tasks")).isEqualTo(counted(lines("tasks.ndjson"), "kind"));
    assertThat(counts(summary, "triggers")).isEqualTo(counted(lines("triggers.ndjson"), "kind"));
    assertThat(summary.get("duplicates")).isEqualTo(summary.get("repeated"));
    assertThat(summary.get("deadLetters").asInt()).isZero();
    assertThat(summary.get("simulatedHours").asDouble()).isEqualTo(30.0);
    assertThat(summary.get("messagesAfterPurchase").asInt()).isZero();
  }

  @Test
  void shouldCleanUpWhenItIsStopped() throws Exception {
    start("demo", "--for", "10m");
    BufferedReader screen = screen();
    for (String line = screen.readLine();
        line != null && !line.contains("the shop opens");
        line = screen.readLine()) {
      assertThat(process.isAlive()).isTrue();
    }
    process.destroy();

    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(leftBehind()).isEmpty();
  }

  @Test
  void shouldSayWhatIsWrongWhenAnOptionIs() throws Exception {
    start("demo", "--for", "soon", "--shoppers", "0");
    List<String> screen = untilEnd();

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(screen).anyMatch(line -> line.contains("give a time such as 60s or 2m"));
  }

  private void start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DemoMain.class.getName());
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private BufferedReader screen() {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private List<String> untilEnd() {
    return screen().lines().toList();
  }

  private List<Path> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve(file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static List<String> texts(List<JsonNode> lines, String field) {
    return lines.stream().map(line -> line.get(field).asText()).toList();
  }

  private static Map<String, Integer> counts(JsonNode summary, String field) {
    Map<String, Integer> counts = new TreeMap<>();
    summary.get(field).properties().forEach(e -> counts.put(e.getKey(), e.getValue().asInt()));
    return counts;
  }

  private static Map<String, Integer> counted(List<JsonNode> lines, String field) {
    Map<String, Integer> counts = new TreeMap<>();
    texts(lines, field).forEach(text -> counts.merge(text, 1, Integer::sum));
    return counts;
  }
}
