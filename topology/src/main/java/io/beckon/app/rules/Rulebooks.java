package io.beckon.app.rules;

import io.beckon.app.CommandFailedException;
import io.beckon.contract.RuleKind;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.InvalidRule;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.score.Score;
import io.beckon.engine.segment.Segment;
import io.beckon.engine.stage.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Flows from files, for commands that work without a cluster. */
public final class Rulebooks {

  private Rulebooks() {}

  /**
   * The rules in a folder, or the ready-made ones where none is given.
   *
   * @throws CommandFailedException with every problem of every file
   */
  public static Rules load(@Nullable Path directory) {
    if (directory == null) {
      return RuleFiles.readyMade();
    }
    try {
      return RuleFiles.directory(directory);
    } catch (InvalidRule e) {
      throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw CommandFailedException.badInput("there is no folder " + directory, e);
    } catch (NotDirectoryException e) {
      throw CommandFailedException.badInput(
          directory + " is a file: give the folder that holds the flow files", e);
    } catch (IOException e) {
      throw CommandFailedException.failed("can't read " + directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * The rules in several folders together; the policy is that of the first folder that has one. The
   * files carry the names of their folders.
   *
   * @param directories none: the ready-made rules
   * @throws CommandFailedException with every problem of every file of a folder
   */
  public static Rules loadAll(List<Path> directories) {
    if (directories.isEmpty()) {
      return load(null);
    }
    List<Flow> flows = new ArrayList<>();
    List<Segment> segments = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    List<Stages> ladders = new ArrayList<>();
    List<Rules.RuleFile> files = new ArrayList<>();
    Rules.@Nullable RuleFile policyFile = null;
    Policy policy = null;
    for (Path directory : directories) {
      Rules rules = load(directory);
      flows.addAll(rules.flows());
      segments.addAll(rules.segments());
      scores.addAll(rules.scores());
      ladders.addAll(rules.stages());
      boolean own = Files.exists(directory.resolve(RuleFiles.POLICY_FILE));
      for (Rules.RuleFile file : rules.files()) {
        boolean shipped = file.kind() == RuleKind.POLICY && !own;
        Rules.RuleFile named =
            new Rules.RuleFile(
                file.id(),
                shipped ? file.name() : directory.resolve(file.name()).toString(),
                file.text(),
                file.hash());
        if (file.kind() != RuleKind.POLICY) {
          refuseTwice(files, named);
          files.add(named);
        } else if (policy == null || (own && policyFile == null)) {
          policy = rules.policy();
          policyFile = own ? named : null;
        }
      }
    }
    files.add(
        policyFile == null
            ? new Rules.RuleFile(
                Rules.POLICY_ID,
                RuleFiles.POLICY_FILE,
                RuleFiles.shipped(RuleFiles.POLICY_FILE),
                "")
            : policyFile);
    return new Rules(flows, Objects.requireNonNull(policy), segments, scores, ladders, files);
  }

  private static void refuseTwice(List<Rules.RuleFile> files, Rules.RuleFile next) {
    for (Rules.RuleFile file : files) {
      if (file.id().equals(next.id())) {
        throw CommandFailedException.badInput(
            "'" + next.id() + "' is in " + file.name() + " and in " + next.name(), null);
      }
    }
  }

  /**
   * The flows in a file, or in a folder and not in those below it.
   *
   * @throws CommandFailedException with every problem of every file
   */
  public static List<Flow> flows(Path fileOrFolder) {
    if (Files.isDirectory(fileOrFolder)) {
      return load(fileOrFolder).flows();
    }
    Flow flow = read(fileOrFolder, text -> RuleLoader.flow(text, fileOrFolder.toString(), 1));
    return List.of(flow);
  }

  /**
   * A rulebook that also holds what a flow file, or the flows in a folder, know: the segments,
   * scores and stages in the folders beside them, in force since ever.
   *
   * @throws CommandFailedException with every problem of every file
   */
  public static Rulebook withKnownTo(Path fileOrFolder, Rulebook book) {
    Path folder =
        Files.isDirectory(fileOrFolder) ? fileOrFolder : fileOrFolder.toAbsolutePath().getParent();
    try {
      return folder == null ? book : known(book, RuleFiles.knownTo(folder));
    } catch (InvalidRule e) {
      throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw CommandFailedException.badInput("can't read " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Rulebook known(Rulebook book, Rules rules) {
    Rulebook next = book;
    for (Segment segment : rules.segments()) {
      next = next.activated(segment, Rulebook.ALWAYS);
    }
    for (Score score : rules.scores()) {
      next = next.activated(score, Rulebook.ALWAYS);
    }
    for (Stages ladder : rules.stages()) {
      next = next.activated(ladder, Rulebook.ALWAYS);
    }
    return next;
  }

  /**
   * The policy in a file, or the one that ships with the product where none is given.
   *
   * @throws CommandFailedException with every problem of the file
   */
  public static Policy policy(@Nullable Path file) {
    return file == null
        ? RuleFiles.readyMade().policy()
        : read(file, text -> RuleLoader.policy(text, file.toString(), 1));
  }

  private static <T> T read(Path file, Function<String, T> reader) {
    try {
      return reader.apply(Files.readString(file));
    } catch (InvalidRule e) {
      throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw CommandFailedException.badInput("there is no file " + file, e);
    } catch (IOException e) {
      throw CommandFailedException.badInput("can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The rules, in force since ever. */
  public static Rulebook sinceEver(Rules rules) {
    Rulebook book = known(Rulebook.of(rules.policy()), rules);
    for (Flow flow : rules.flows()) {
      book = book.activated(flow, Rulebook.ALWAYS);
    }
    return book;
  }
}
