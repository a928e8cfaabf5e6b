package io.beckon.app.rules;

import io.beckon.app.CommandFailedException;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.InvalidRule;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.segment.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
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
   * The segments that a flow file, or the flows in a folder, know: those in the folder {@code
   * segments} beside them.
   *
   * @throws CommandFailedException with every problem of every file
   */
  public static List<Segment> segments(Path fileOrFolder) {
    Path folder =
        Files.isDirectory(fileOrFolder) ? fileOrFolder : fileOrFolder.toAbsolutePath().getParent();
    try {
      return folder == null ? List.of() : RuleFiles.segmentsOf(folder);
    } catch (InvalidRule e) {
      throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw CommandFailedException.badInput("can't read " + folder + ": " + e.getMessage(), e);
    }
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
    Rulebook book = Rulebook.of(rules.policy());
    for (Segment segment : rules.segments()) {
      book = book.activated(segment, Rulebook.ALWAYS);
    }
    for (Flow flow : rules.flows()) {
      book = book.activated(flow, Rulebook.ALWAYS);
    }
    return book;
  }
}
