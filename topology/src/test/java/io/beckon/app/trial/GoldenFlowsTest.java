package io.beckon.app.trial;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sample shoppers walk through the ready-made flows, and what is printed is as it was when somebody
 * read it: what is sent when, with what, and why not. The samples are in {@code
 * src/test/resources/golden/<flow>/<case>.json}, what {@code beckon try} is to print beside them in
 * {@code <case>.txt}; those in {@code together} walk through all flows at once. Where {@code
 * <case>.policy} stands beside them, its lines are added to the shipped policy.
 *
 * <p>After a change that is meant, {@code -Dbeckon.golden=write} writes them anew. Read the
 * difference before it is committed: nothing else checks that it is right.
 */
class GoldenFlowsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path FLOWS = Path.of("flows");
  private static final String ALL = "together";
  private static final boolean WRITE = "write".equals(System.getProperty("beckon.golden"));

  @ParameterizedTest
  @MethodSource("samples")
  void shouldSendWhatWasReadWhenItWasRead(Path sample, @TempDir Path folder) throws IOException {
    Path expected = expected(sample);

    Typed walk =
        type(
            "try",
            "--flow",
            flow(sample).toString(),
            "--shopper",
            sample.toString(),
            "--policy",
            policy(sample, folder).toString(),
            "--currency",
            "EUR");

    assertThat(walk.err()).isEmpty();
    assertThat(walk.exitCode()).isZero();
    if (WRITE) {
      Files.writeString(expected, walk.out());
    }
    assertThat(walk.out()).isEqualTo(Files.readString(expected));
  }

  @Test
  void shouldHaveASampleForEveryShippedFlow() throws IOException {
    for (Path file : files(FLOWS, ".yaml")) {
      String name = name(file);
      String folder = String.valueOf(file.getParent().getFileName());
      if (!name.equals("policy") && !List.of("segments", "scores", "stages").contains(folder)) {
        assertThat(GOLDEN.resolve(name)).as("samples of " + name).isNotEmptyDirectory();
      }
    }
  }

  @Test
  void shouldKeepNothingThatIsNotCompared() throws IOException {
    assertThat(files(GOLDEN, ".txt"))
        .containsExactlyElementsOf(samples().stream().map(GoldenFlowsTest::expected).toList());
  }

  static List<Path> samples() throws IOException {
    return files(GOLDEN, ".json");
  }

  private static Path policy(Path sample, Path folder) throws IOException {
    Path shipped = FLOWS.resolve("policy.yaml");
    Path more = sample.resolveSibling(name(sample) + ".policy");
    return Files.exists(more)
        ? Files.writeString(
            folder.resolve("policy.yaml"), Files.readString(shipped) + Files.readString(more))
        : shipped;
  }

  private static Path expected(Path sample) {
    return sample.resolveSibling(name(sample) + ".txt");
  }

  /** The flow that the sample walks through, wherever it stands among the shipped ones. */
  private static Path flow(Path sample) {
    String folder = String.valueOf(sample.getParent().getFileName());
    if (folder.equals(ALL)) {
      return FLOWS;
    }
    Path flow = FLOWS.resolve(folder + ".yaml");
    return Files.exists(flow) ? flow : FLOWS.resolve("variants").resolve(folder + ".yaml");
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
