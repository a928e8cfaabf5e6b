package io.beckon.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own tool: from the property {@code beckon.promtool}, else from the path. */
final class Promtool {

  /** What it said, and whether it was content. */
  record Said(boolean isOk, String text) {}

  private Promtool() {}

  /** Runs it; the test is left out where it is not installed. */
  static Said run(Path directory, String... arguments) throws IOException, InterruptedException {
    Optional<Path> tool = find();
    Assumptions.assumeTrue(
        tool.isPresent(), "needs promtool: apt-get install prometheus, or -Dbeckon.promtool=PATH");
    List<String> command = new ArrayList<>(List.of(tool.orElseThrow().toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("promtool", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
      return new Said(process.exitValue() == 0, Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  /** The server that comes with it. */
  static Path prometheus() {
    Optional<Path> server =
        find().map(tool -> tool.resolveSibling("prometheus")).filter(Files::isExecutable);
    Assumptions.assumeTrue(
        server.isPresent(), "needs Prometheus beside promtool: apt-get install prometheus");
    return server.orElseThrow();
  }

  private static Optional<Path> find() {
    String named = System.getProperty("beckon.promtool", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, "promtool");
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
