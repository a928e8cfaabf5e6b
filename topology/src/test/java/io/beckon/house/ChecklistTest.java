package io.beckon.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/checklist.md}: each line is shown by a test that exists, or says why it is open. */
class ChecklistTest {

  private static final Path PAGE = Path.of("../docs/checklist.md");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

  private static List<List<String>> rows = List.of();
  private static Map<String, String> tests = Map.of();

  @BeforeAll
  static void read() throws IOException {
    rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| asked"))
            .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
            .toList();
    Map<String, String> found = new HashMap<>();
    for (String module : List.of("schemas", "topology", "measurement")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          String name = String.valueOf(file.getFileName()).replace(".java", "");
          // Two packages may have a test of one name.
          found.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    tests = Map.copyOf(found);
  }

  @Test
  void shouldNameOnlyTestsThatExist() {
    List<String> missing = new ArrayList<>();
    for (List<String> row : rows) {
      Matcher matcher = TEST.matcher(row.get(2));
      while (matcher.find()) {
        String text = tests.getOrDefault(matcher.group(1), "");
        if (!text.contains("void " + matcher.group(2) + "(")) {
          missing.add(matcher.group());
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void shouldShowEachLineByATestOrSayWhyItIsOpen() {
    assertThat(rows)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            row -> {
              assertThat(row).as("columns of %s", row).hasSize(3);
              assertThat(row.get(2))
                  .as("what shows '%s'", row.get(0))
                  .matches("(`[A-Z]\\w+#\\w+`(, )?)+|(later|open): .{10,}");
            });
  }
}
