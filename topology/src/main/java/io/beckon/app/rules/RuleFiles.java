package io.beckon.app.rules;

import io.beckon.app.rules.Rules.RuleFile;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.load.InvalidRule;
import io.beckon.engine.flow.load.Problem;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads flow and policy files, from a folder or as they ship with the product. */
public final class RuleFiles {

  /** Name of the file that holds the policy. */
  public static final String POLICY_FILE = "policy.yaml";

  /** The flows that ship with the product and work together. */
  static final List<String> READY_MADE =
      List.of("browse-recovery.yaml", "cart-recovery.yaml", "checkout-recovery.yaml");

  private static final int FIRST_VERSION = 1;

  private final List<Flow> flows = new ArrayList<>();
  private final List<RuleFile> files = new ArrayList<>();
  private final Map<String, String> fileOfFlow = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private RuleFiles() {}

  /** The flows and the policy that ship with the product, as version 1. */
  public static Rules readyMade() {
    RuleFiles reading = new RuleFiles();
    READY_MADE.forEach(name -> reading.flow(name, shipped(name)));
    return reading.with(POLICY_FILE, shipped(POLICY_FILE));
  }

  /**
   * The flows in a folder ({@code *.yaml} and {@code *.yml}, not in folders below it) and its
   * {@code policy.yaml}, or the shipped policy where there is none; all as version 1.
   *
   * @throws InvalidRule with all problems of all files, if there are any
   * @throws NotDirectoryException if it is a file
   * @throws NoSuchFileException if it does not exist
   * @throws IOException if a file cannot be read
   */
  public static Rules directory(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    RuleFiles reading = new RuleFiles();
    String policy = null;
    for (Path path : yamlFiles(directory)) {
      String name = String.valueOf(path.getFileName());
      String text = reading.text(path, name);
      if (text == null) {
        continue;
      }
      if (name.equals(POLICY_FILE)) {
        policy = text;
      } else {
        reading.flow(name, text);
      }
    }
    if (reading.files.isEmpty() && reading.problems.isEmpty() && policy == null) {
      reading.problems.add(
          new Problem(
              directory.toString(),
              1,
              1,
              "no flow files",
              "files that end in .yaml in this folder"));
    }
    return reading.with(POLICY_FILE, policy == null ? shipped(POLICY_FILE) : policy);
  }

  private static List<Path> yamlFiles(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths
          .filter(path -> path.toString().endsWith(".yaml") || path.toString().endsWith(".yml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private @Nullable String text(Path path, String name) throws IOException {
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      problems.add(new Problem(name, 1, 1, "the file is not UTF-8 text", "a text file in UTF-8"));
      return null;
    }
  }

  private void flow(String name, String text) {
    try {
      Flow flow = RuleLoader.flow(text, name, FIRST_VERSION);
      String other = fileOfFlow.putIfAbsent(flow.id(), name);
      if (other != null) {
        problems.add(
            new Problem(
                name,
                1,
                1,
                "the flow '" + flow.id() + "' is in " + other + " too",
                "an id of its own for each flow"));
      }
      flows.add(flow);
      files.add(new RuleFile(flow.id(), name, text, flow.hash()));
    } catch (InvalidRule e) {
      problems.addAll(e.problems());
    }
  }

  private Rules with(String name, String text) {
    try {
      Policy policy = RuleLoader.policy(text, name, FIRST_VERSION);
      files.add(new RuleFile(Rules.POLICY_ID, name, text, policy.hash()));
      if (problems.isEmpty()) {
        return new Rules(flows, policy, files);
      }
    } catch (InvalidRule e) {
      problems.addAll(e.problems());
    }
    throw new InvalidRule(problems);
  }

  private static String shipped(String name) {
    try (InputStream in = RuleFiles.class.getResourceAsStream("/flows/" + name)) {
      if (in == null) {
        throw new IllegalStateException("/flows/" + name + " is missing from the product");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
