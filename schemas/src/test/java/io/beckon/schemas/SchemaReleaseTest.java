package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes the present schemas down as a release: a step of releasing, not a test. Release n may be
 * written again only until somebody got it.
 *
 * <pre>mvn -pl schemas test -Dtest=SchemaReleaseTest -Dbeckon.release.schemas=2</pre>
 */
@EnabledIfSystemProperty(named = SchemaReleaseTest.SWITCH, matches = "\\d+")
class SchemaReleaseTest {
  static final String SWITCH = "beckon.release.schemas";

  private static final Path ROOT = Path.of("src", "main", "resources", "released");
  private static final String INDEX = "index";
  private static final String STRING_PROPERTY = "avro.java.string";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultPrettyPrinter LINES =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  @Test
  void shouldWriteTheReleaseWhenAsked() throws IOException {
    int release = Integer.getInteger(SWITCH, 0);
    List<String> kept = indexWithout(release);
    int newest = kept.stream().mapToInt(SchemaReleaseTest::releaseOf).max().orElse(0);
    assertThat(release)
        .as("Release to write: the newest again, or the one after it")
        .isEqualTo(newest + 1);
    Path folder = Files.createDirectories(ROOT.resolve(String.valueOf(release)));
    empty(folder);
    List<String> index = new ArrayList<>(kept);
    for (Schema schema : CurrentSchemas.released()) {
      String name = schema.getFullName() + ".avsc";
      write(folder.resolve(name), withoutJavaProperties(schema) + "\n");
      index.add(release + "/" + name);
    }
    write(ROOT.resolve(INDEX), String.join("\n", index) + "\n");
  }

  private static List<String> indexWithout(int release) throws IOException {
    Path index = ROOT.resolve(INDEX);
    if (!Files.exists(index)) {
      return List.of();
    }
    return Files.readAllLines(index).stream().filter(line -> releaseOf(line) != release).toList();
  }

  private static int releaseOf(String line) {
    return Integer.parseInt(line.substring(0, line.indexOf('/')));
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static String withoutJavaProperties(Schema schema) throws IOException {
    JsonNode tree = JSON.readTree(schema.toString());
    strip(tree);
    return JSON.writer(LINES).writeValueAsString(tree);
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(STRING_PROPERTY);
    }
    node.forEach(SchemaReleaseTest::strip);
  }
}
