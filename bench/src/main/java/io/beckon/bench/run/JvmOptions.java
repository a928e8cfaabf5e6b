package io.beckon.bench.run;

import io.beckon.app.CommandFailedException;
import io.beckon.bench.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The options of the JVMs that are measured: the usual ones, and those that were asked for. */
public final class JvmOptions {

  private static final String ONE = "Give --jvm once for each option.";
  private static final long PATIENCE_SECONDS = 60;

  private JvmOptions() {}

  /** Those of a scenario's process; what was asked for comes last, and so wins. */
  static List<String> of(Scenario scenario, List<String> wanted) {
    List<String> options = new ArrayList<>(scenario.jvmOptions());
    // Two collectors at once are refused: the usual one gives way.
    if (wanted.stream().anyMatch(option -> option.matches("-XX:\\+Use.+GC"))) {
      options.removeIf(option -> option.matches("-XX:\\+Use.+GC|-XX:NewRatio=.*"));
    }
    options.addAll(wanted);
    return options;
  }

  /**
   * Starts a JVM with the options of each scenario that does nothing, before histories are written
   * for ones that would not start.
   *
   * @param wanted as they were given; none: nothing is started
   * @throws CommandFailedException as bad input, with what Java said
   */
  public static void check(List<Scenario> scenarios, List<String> wanted)
      throws InterruptedException {
    for (String option : wanted) {
      if (!option.startsWith("-")) {
        throw refused("'" + option + "' is no option of Java: it begins with no '-'. " + ONE);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    Set<List<String>> different = new LinkedHashSet<>();
    scenarios.forEach(scenario -> different.add(of(scenario, wanted)));
    for (List<String> options : different) {
      start(options, wanted);
    }
  }

  private static void start(List<String> options, List<String> wanted) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(JavaProcess.program());
    command.addAll(options);
    command.add("-version");
    try {
      Path said = Files.createTempFile("beckon-bench-jvm", ".log");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw refused("Java does not end with " + quoted(wanted) + ". " + ONE);
        }
        if (process.exitValue() != 0) {
          throw refused("Java does not take " + quoted(wanted) + ":\n" + words(said) + ONE);
        }
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start Java", e);
    }
  }

  private static String words(Path said) throws IOException {
    StringBuilder words = new StringBuilder();
    for (String line : Files.readAllLines(said, StandardCharsets.UTF_8)) {
      words.append("  ").append(line).append('\n');
    }
    return words.toString();
  }

  private static String quoted(List<String> wanted) {
    return "'" + String.join("', '", wanted) + "'";
  }

  private static CommandFailedException refused(String why) {
    return CommandFailedException.badInput("--jvm: " + why, null);
  }
}
