package io.beckon.app.rules;

import io.beckon.app.CommandFailedException;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.InvalidRule;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
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

  /** The rules, in force since ever. */
  public static Rulebook sinceEver(Rules rules) {
    Rulebook book = Rulebook.of(rules.policy());
    for (Flow flow : rules.flows()) {
      book = book.activated(flow, Rulebook.ALWAYS);
    }
    return book;
  }
}
