package io.beckon.app.rules;

import io.beckon.app.rules.Rules.RuleFile;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.flow.load.InvalidRule;
import io.beckon.engine.flow.load.Problem;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.score.Score;
import io.beckon.engine.score.ScoreAtLeast;
import io.beckon.engine.segment.Segment;
import io.beckon.engine.stage.Stages;
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
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads flow and policy files, from a folder or as they ship with the product. */
public final class RuleFiles {

  /** Name of the file that holds the policy. */
  public static final String POLICY_FILE = "policy.yaml";

  /** The flows that ship with the product and work together. */
  static final List<String> READY_MADE =
      List.of("browse-recovery.yaml", "cart-recovery.yaml", "checkout-recovery.yaml");

  /** Folder of the segments, below that of the flows. */
  static final String SEGMENTS = "segments";

  /** Folder of the scores, below that of the flows. */
  static final String SCORES = "scores";

  /** Folder of the ladders of stages, below that of the flows. */
  static final String STAGES = "stages";

  private static final int FIRST_VERSION = 1;

  private final List<Flow> flows = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Score> scores = new ArrayList<>();
  private final List<Stages> ladders = new ArrayList<>();
  private final List<RuleFile> segmentFiles = new ArrayList<>();
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
   * The flows in a folder ({@code *.yaml} and {@code *.yml}, not in folders below it), the segments
   * in its folder {@code segments}, and its {@code policy.yaml}, or the shipped policy where there
   * is none; all as version 1.
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
    reading.below(directory);
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
    if (reading.files.isEmpty()
        && reading.segmentFiles.isEmpty()
        && reading.problems.isEmpty()
        && policy == null) {
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

  /**
   * The segments, scores and stages that flows in a folder know, as version 1; without flows.
   *
   * @throws InvalidRule with all problems of all their files, if there are any
   * @throws IOException if a file cannot be read
   */
  static Rules knownTo(Path directory) throws IOException {
    RuleFiles reading = new RuleFiles();
    reading.below(directory);
    if (!reading.problems.isEmpty()) {
      throw new InvalidRule(reading.problems);
    }
    return reading.with(POLICY_FILE, shipped(POLICY_FILE));
  }

  private void below(Path directory) throws IOException {
    each(directory, SEGMENTS, this::segment);
    each(directory, SCORES, this::score);
    each(directory, STAGES, this::ladder);
  }

  private void each(Path directory, String folder, BiConsumer<String, String> read)
      throws IOException {
    Path below = directory.resolve(folder);
    if (!Files.isDirectory(below)) {
      return;
    }
    for (Path path : yamlFiles(below)) {
      String name = folder + "/" + path.getFileName();
      String text = text(path, name);
      if (text != null) {
        read.accept(name, text);
      }
    }
  }

  private void score(String name, String text) {
    try {
      Score score = RuleLoader.score(text, name, FIRST_VERSION);
      if (scores.stream().anyMatch(known -> known.id().equals(score.id()))) {
        twice(name, "score", score.id());
      }
      scores.add(score);
      segmentFiles.add(new RuleFile(Rules.SCORE_PREFIX + score.id(), name, text, score.hash()));
    } catch (InvalidRule e) {
      problems.addAll(e.problems());
    }
  }

  private void ladder(String name, String text) {
    try {
      Stages ladder = RuleLoader.stages(text, name, FIRST_VERSION);
      if (ladders.stream().anyMatch(known -> known.id().equals(ladder.id()))) {
        twice(name, "ladder", ladder.id());
      }
      ladders.add(ladder);
      segmentFiles.add(new RuleFile(Rules.STAGES_PREFIX + ladder.id(), name, text, ladder.hash()));
    } catch (InvalidRule e) {
      problems.addAll(e.problems());
    }
  }

  private void twice(String name, String what, String id) {
    problems.add(
        new Problem(
            name,
            1,
            1,
            "the " + what + " '" + id + "' is in another file too",
            "an id of its own for each " + what));
  }

  private void segment(String name, String text) {
    try {
      Segment segment = RuleLoader.segment(text, name, FIRST_VERSION);
      if (segments.stream().anyMatch(known -> known.id().equals(segment.id()))) {
        twice(name, "segment", segment.id());
      }
      segments.add(segment);
      segmentFiles.add(
          new RuleFile(Rules.SEGMENT_PREFIX + segment.id(), name, text, segment.hash()));
    } catch (InvalidRule e) {
      problems.addAll(e.problems());
    }
  }

  /** A flow on what is not there would never start. */
  private void checkTrigger(Flow flow, String name, String text) {
    if (flow.trigger() instanceof Trigger.OnStage on) {
      Stages ladder =
          ladders.stream().filter(known -> known.id().equals(on.stages())).findFirst().orElse(null);
      if (ladder == null) {
        missing(name, text, "stages", on.stages(), "ladder '" + on.stages() + "'", STAGES);
      } else if (on.to() != null && !ladder.order().contains(on.to())) {
        missing(name, text, "to", on.to(), "stage '" + on.to() + "' on that ladder", STAGES);
      }
    } else if (flow.trigger() instanceof Trigger.OnSegment on
        && on.segment().startsWith(ScoreAtLeast.PREFIX)) {
      String[] parts = on.segment().split(":", -1);
      boolean known =
          scores.stream()
              .filter(score -> score.id().equals(parts[1]))
              .flatMap(score -> score.thresholds().stream())
              .anyMatch(threshold -> threshold.name().equals(parts[2]));
      if (!known) {
        String what = "threshold '" + parts[2] + "' of a score '" + parts[1] + "'";
        missing(name, text, "score", parts[1], what, SCORES);
      }
    } else if (flow.trigger() instanceof Trigger.OnSegment on) {
      checkSegment(on.segment(), name, text);
    }
    Flow.Existing existing = flow.entry().existing();
    if (existing != null) {
      checkSegment(existing.segment(), name, text);
    }
  }

  private void missing(
      String name, String text, String key, String value, String what, String folder) {
    int line = 1;
    for (String each : text.lines().toList()) {
      if (each.matches(".*\\b" + key + ":.*" + value + ".*")) {
        break;
      }
      line++;
    }
    problems.add(
        new Problem(name, line, 1, "there is no " + what, "one that is in the folder " + folder));
  }

  private void checkSegment(String segment, String name, String text) {
    if (segments.stream().anyMatch(known -> known.id().equals(segment))) {
      return;
    }
    int line = 1;
    for (String each : text.lines().toList()) {
      if (each.matches(".*\\bsegments?:.*" + segment + ".*")) {
        break;
      }
      line++;
    }
    problems.add(
        new Problem(
            name,
            line,
            1,
            "there is no segment '" + segment + "'",
            "the id of a segment in the folder " + SEGMENTS));
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
      checkTrigger(flow, name, text);
      flows.add(flow);
      files.add(new RuleFile(flow.id(), name, text, flow.hash()));
    } catch (InvalidRule e) {
      problems.addAll(e.problems());
    }
  }

  private Rules with(String name, String text) {
    try {
      Policy policy = RuleLoader.policy(text, name, FIRST_VERSION);
      policy.owners().segments().forEach(segment -> checkSegment(segment, name, text));
      files.add(new RuleFile(Rules.POLICY_ID, name, text, policy.hash()));
      if (problems.isEmpty()) {
        List<RuleFile> all = new ArrayList<>(segmentFiles);
        all.addAll(files);
        return new Rules(flows, policy, segments, scores, ladders, all);
      }
    } catch (InvalidRule e) {
      problems.addAll(e.problems());
    }
    throw new InvalidRule(problems);
  }

  /** The text of a file that ships with the product. */
  static String shipped(String name) {
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
