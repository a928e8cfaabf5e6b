package io.beckon.engine.flow;

import java.util.List;
import java.util.stream.Collectors;

/** A condition or expression that cannot be compiled; says everything that is wrong with it. */
public final class InvalidExpression extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /**
   * One thing that is wrong.
   *
   * @param line line in the source, from 1
   * @param column column in the source, from 1, in Unicode code points
   * @param message what is wrong and, where it is known, how to mend it
   */
  public record Fault(int line, int column, String message) {}

  InvalidExpression(List<Fault> faults) {
    super(
        faults.stream()
            .map(fault -> fault.line() + ":" + fault.column() + ": " + fault.message())
            .collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** What is wrong, at least one, in order of appearance. */
  public List<Fault> faults() {
    return faults;
  }

  /** Line of the first fault, from 1. */
  public int line() {
    return faults.get(0).line();
  }

  /** Column of the first fault, from 1. */
  public int column() {
    return faults.get(0).column();
  }
}
