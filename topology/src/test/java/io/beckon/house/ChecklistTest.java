package io.beckon.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checklists: each line is shown by a test that exists, or says why it is open. */
class ChecklistTest {

  private static final Path DOCS = Path.of("../docs");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
  private static final List<String> MODULES =
      List.of("schemas", "broker", "topology", "measurement", "demo", "bench", "deploy", "interop");

  private static Map<String, String> tests = Map.of();

  @BeforeAll
  static void read() throws IOException {
    Map<String, String> found = new HashMap<>();
    for (String module : MODULES) {
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

  @ParameterizedTest
  @ValueSource(strings = {"checklist.md", "operations/checklist.md"})
  void shouldNameOnlyTestsThatExist(String page) {
    List<String> missing = new ArrayList<>();
    for (List<String> row : rows(page)) {
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

  @ParameterizedTest
  @CsvSource({"checklist.md, 100", "operations/checklist.md, 80"})
  void shouldShowEachLineByATestOrSayWhyItIsOpen(String page, int least) {
    assertThat(rows(page))
        .hasSizeGreaterThan(least)
        .allSatisfy(
            row -> {
              assertThat(row).as("columns of %s", row).hasSize(3);
              assertThat(row.get(2))
                  .as("what shows '%s'", row.get(0))
                  .matches("(`[A-Z]\\w+#\\w+`(, )?)+|(later|open|page): .{10,}");
            });
  }

  /** Pages, and files of the repository, that a line leads to. */
  @ParameterizedTest
  @ValueSource(strings = {"checklist.md", "operations/checklist.md"})
  void shouldLeadToPagesThatThereAre(String page) {
    Path file = DOCS.resolve(page);
    for (List<String> row : rows(page)) {
      Matcher link = Pattern.compile("]\\(([^)#]+)").matcher(row.get(1));
      while (link.find()) {
        assertThat(file.resolveSibling(link.group(1))).as(row.get(0)).exists();
      }
    }
  }

  private static List<List<String>> rows(String page) {
    try {
      return Files.readAllLines(DOCS.resolve(page)).stream()
          .filter(line -> line.startsWith("| ") && !line.startsWith("| asked"))
          .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
