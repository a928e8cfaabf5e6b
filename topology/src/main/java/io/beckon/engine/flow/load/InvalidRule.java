package io.beckon.engine.flow.load;

import java.util.List;
import java.util.stream.Collectors;

/** A flow or policy that cannot be used; carries everything that is wrong with it. */
public final class InvalidRule extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Collects problems, of one file or of several.
   *
   * @param problems at least one
   */
  public InvalidRule(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, by file and line. */
  public List<Problem> problems() {
    return problems;
  }
}
