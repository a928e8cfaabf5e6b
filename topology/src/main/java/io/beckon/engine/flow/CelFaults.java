package io.beckon.engine.flow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import io.beckon.engine.flow.InvalidExpression.Fault;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what CEL's parser and checker found, in words for the author of a flow. */
final class CelFaults {

  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern NO_OVERLOAD =
      Pattern.compile(
          "found no matching overload for '(.+?)' applied to '(.*?)'( \\(candidates.*)?",
          Pattern.DOTALL);
  private static final Pattern UNEXPECTED =
      Pattern.compile("(?:mismatched|extraneous) input '(.+)' expecting .*", Pattern.DOTALL);
  private static final String UNKNOWN_FUNCTION = "unknown function '";

  /** An unknown name without a dot: beside an unknown macro it is most likely its loop variable. */
  private static final Pattern LOOP_NAME = Pattern.compile("unknown name '[^.']+'");

  private static final Pattern OPERATOR = Pattern.compile("_([^\\[\\]_?:]+)_|([-!])_");

  private static final List<String> FUNCTIONS =
      List.of(
          "size",
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "exists",
          "exists_one",
          "all",
          "filter",
          "map",
          "has",
          "join",
          "lowerAscii",
          "upperAscii",
          "trim",
          "substring",
          "int",
          "double",
          "string",
          "bool",
          "timestamp",
          "duration",
          "days",
          "getHours",
          "getDayOfWeek",
          "getDayOfMonth",
          "getMonth",
          "getFullYear");

  private CelFaults() {}

  /** What the parser found; only the first, since the others mostly follow from it. */
  static List<Fault> ofParser(CelValidationResult result) {
    return ordered(result.getErrors(), issue -> syntax(issue.getMessage())).subList(0, 1);
  }

  /** What the checker found. */
  static List<Fault> ofChecker(CelValidationResult result, CelAbstractSyntaxTree tree) {
    Map<Long, String> names = CelTree.names(tree.getExpr());
    List<Fault> faults = ordered(result.getErrors(), issue -> said(issue, names));
    boolean unknownMacro =
        faults.stream().anyMatch(fault -> fault.message().startsWith(UNKNOWN_FUNCTION));
    return unknownMacro
        ? faults.stream().filter(fault -> !LOOP_NAME.matcher(fault.message()).lookingAt()).toList()
        : faults;
  }

  private static List<Fault> ordered(List<CelIssue> issues, Function<CelIssue, String> said) {
    return issues.stream()
        .map(
            issue ->
                new Fault(
                    Math.max(1, issue.getSourceLocation().getLine()),
                    Math.max(1, issue.getSourceLocation().getColumn() + 1),
                    said.apply(issue)))
        .distinct()
        .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
        .toList();
  }

  /** A type as CEL writes it. */
  static String typeName(CelType type) {
    String name = shortTypes(CelTypes.format(type));
    return name.equals("dyn") ? "a value of unknown type" : name;
  }

  private static String shortTypes(String types) {
    return types
        .replace("google.protobuf.Timestamp", "timestamp")
        .replace("google.protobuf.Duration", "duration");
  }

  static String oneLine(@Nullable String message) {
    return message == null ? "it cannot be compiled" : message.replaceAll("\\s+", " ").strip();
  }

  private static String syntax(String message) {
    if (message.startsWith("token recognition error at: '=")) {
      return "'=' compares nothing; write '=='";
    }
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (unexpected.matches()) {
      String what = unexpected.group(1);
      return what.equals("<EOF>")
          ? "the expression ends too early"
          : "'" + what + "' is not expected here";
    }
    return oneLine(message);
  }

  private static String said(CelIssue issue, Map<Long, String> names) {
    String message = issue.getMessage();
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      String name = names.get(issue.getExprId());
      String word = undeclared.group(1);
      return name == null
          ? UNKNOWN_FUNCTION + word + "'" + Nearest.hint(word, FUNCTIONS)
          : unknownName(name);
    }
    Matcher overload = NO_OVERLOAD.matcher(message);
    if (overload.matches()) {
      String types = shortTypes(overload.group(2));
      Matcher operator = OPERATOR.matcher(overload.group(1));
      String what = operator.matches() ? operator.replaceAll("$1$2") : overload.group(1);
      return "'" + what + "' does not work on " + types;
    }
    return oneLine(message);
  }

  private static String unknownName(String name) {
    Set<String> known = Vocabulary.names().keySet();
    String hint = Nearest.hint(name, known);
    int dot = name.indexOf('.');
    String room = (dot < 0 ? name : name.substring(0, dot)) + ".";
    if (hint.isEmpty() && known.stream().anyMatch(each -> each.startsWith(room))) {
      hint =
          "; there is "
              + known.stream()
                  .filter(each -> each.startsWith(room))
                  .collect(Collectors.joining(", "));
    } else if (hint.isEmpty()) {
      hint =
          "; names begin with "
              + known.stream()
                  .map(each -> each.replaceAll("\\..*", "."))
                  .distinct()
                  .collect(Collectors.joining(", "))
              + " (text stands in quotes)";
    }
    return "unknown name '" + name + "'" + hint;
  }
}
