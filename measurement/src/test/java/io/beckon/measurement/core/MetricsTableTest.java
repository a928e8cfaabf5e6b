package io.beckon.measurement.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.OutcomeEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/measurement-metrics.md says what is counted, by what it is cut, and what shows it. */
class MetricsTableTest {

  private static final Pattern COUNT = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final Pattern WORD = Pattern.compile("`(\\w+)`");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

  private final List<List<String>> rows = rows();

  @Test
  void shouldCountEachMetricByWhatTheTableSays() {
    Map<String, Set<String>> cuts = counted();

    assertThat(rows).hasSizeGreaterThan(30);
    for (List<String> row : rows) {
      List<String> said = WORD.matcher(row.get(2)).results().map(word -> word.group(1)).toList();
      List<MatchResult> counts = COUNT.matcher(row.get(1)).results().toList();
      assertThat(counts).as(row.get(0)).isNotEmpty();
      for (MatchResult count : counts) {
        String name = count.group(1) + "." + count.group(2);
        assertThat(cuts).as(row.get(0)).containsKey(name);
        assertThat(cuts.get(name)).as("cuts of %s", name).containsAll(said);
      }
    }
  }

  @Test
  void shouldNameOnlyTestsThatExist() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("../measurement", "../topology")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/test/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          String name = String.valueOf(file.getFileName()).replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    for (List<String> row : rows) {
      List<MatchResult> tests = TEST.matcher(row.get(4)).results().toList();
      assertThat(tests).as(row.get(0)).isNotEmpty();
      for (MatchResult test : tests) {
        assertThat(sources.getOrDefault(test.group(1), ""))
            .as(test.group())
            .contains("void " + test.group(2) + "(");
      }
    }
  }

  /** What random histories come to: by cube and name, the dimensions that are ever told. */
  private static Map<String, Set<String>> counted() {
    Map<String, Set<String>> cuts = new HashMap<>();
    for (long seed = 0; seed < 200; seed++) {
      Measurement measurement = new Measurement(Settings.of(Histories.own()));
      for (OutcomeEvent event : Histories.random(seed)) {
        measurement.add(event);
      }
      for (MeasureKey key : measurement.result().measures().keySet()) {
        Set<String> dimensions =
            cuts.computeIfAbsent(key.cube() + "." + key.name(), name -> new HashSet<>());
        Map<String, String> told =
            Map.of(
                "flow", key.flow(),
                "version", key.version() == 0 ? "" : "some",
                "step", key.step(),
                "variant", key.variant(),
                "channel", key.channel(),
                "trigger", key.trigger(),
                "segment", key.segment(),
                "category", key.category());
        told.forEach(
            (dimension, value) -> {
              if (!value.isEmpty()) {
                dimensions.add(dimension);
              }
            });
      }
    }
    return cuts;
  }

  private static List<List<String>> rows() {
    try {
      List<List<String>> rows = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of("../docs/measurement-metrics.md"))) {
        if (line.startsWith("| ") && !line.startsWith("| metric")) {
          rows.add(List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
