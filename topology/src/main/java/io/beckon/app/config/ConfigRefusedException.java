package io.beckon.app.config;

import java.io.Serial;
import java.util.List;

/** The configuration can't be used. The message lists every problem and how to mend it. */
public final class ConfigRefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final List<String> problems;

  ConfigRefusedException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<String> problems) {
    return "configuration refused, "
        + (problems.size() == 1 ? "1 problem:" : problems.size() + " problems:")
        + String.join("", problems.stream().map(problem -> "\n  " + problem).toList())
        + "\nKeys, defaults and reasons: docs/configuration.md, or 'beckon config reference'.";
  }

  /** Each: key, value (masked when secret), where it was given, what is wrong, what is allowed. */
  public List<String> problems() {
    return problems;
  }
}
