package io.beckon.engine.flow.load;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** A file being read: its text and the problems found in it so far. */
final class Reading {

  /** Characters of a file; published definitions are records of a topic and must fit into one. */
  static final int MAX_LENGTH = 200_000;

  private static final int MAX_DEPTH = 60;

  private final String file;
  private final String text;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  Reading(String file, String text) {
    this.file = file;
    this.text = text;
  }

  String text() {
    return text;
  }

  /**
   * The map that the file is.
   *
   * @throws InvalidRule if the text is no YAML or no map: nothing else can be said of it then
   */
  Fields root(List<String> keys, String what) {
    if (text.length() > MAX_LENGTH) {
      wrong(1, 1, "the file is longer than " + MAX_LENGTH + " characters", "a shorter file");
      finish();
    }
    Optional<Node> node = tree();
    if (node.isEmpty()) {
      wrong(1, 1, "the file is empty", what);
    } else if (!(node.get() instanceof MappingNode)) {
      wrong(node.get(), "the file is no map of keys to values", "lines such as 'title: ...'");
    }
    finish();
    return Fields.of(this, (MappingNode) node.orElseThrow(), what, keys);
  }

  private Optional<Node> tree() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_LENGTH);
    try {
      for (Event event : new Yaml(options).parse(new StringReader(text))) {
        if (event.is(Event.ID.Alias)) {
          wrong(
              event.getStartMark(),
              "an alias (*name) is not supported",
              "the value itself, written out");
        }
      }
      finish();
      return Optional.ofNullable(new Yaml(options).compose(new StringReader(text)));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      String message = "the file is not YAML: " + oneLine(e.getProblem());
      if (mark == null) {
        wrong(1, 1, message, "");
      } else {
        wrong(mark, message, "");
      }
    } catch (YAMLException e) {
      wrong(1, 1, "the file is not YAML: " + oneLine(e.getMessage()), "");
    }
    finish();
    return Optional.empty();
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "it cannot be read" : message.replaceAll("\\s+", " ").strip();
  }

  void wrong(Node node, String message, String expected) {
    wrong(node.getStartMark(), message, expected);
  }

  private void wrong(Mark mark, String message, String expected) {
    wrong(mark.getLine() + 1, mark.getColumn() + 1, message, expected);
  }

  void wrong(int line, int column, String message, String expected) {
    problems.add(new Problem(file, line, column, message, expected));
  }

  /** Something that is allowed and probably not meant. */
  void warn(Node node, String message, String expected) {
    Mark mark = node.getStartMark();
    warnings.add(new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message, expected));
  }

  /** What was allowed and probably not meant, in the order of the file. */
  List<Problem> warnings() {
    return warnings.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidRule if there were problems
   */
  void finish() {
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      throw new InvalidRule(problems);
    }
  }
}
