package io.beckon.engine.flow;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.beckon.engine.flow.InvalidExpression.Fault;
import java.util.List;

/**
 * Compiles conditions: CEL over the names of {@link Vocabulary}, type-checked. Numbers of different
 * kinds compare by value ({@code cart.value >= 19.5}). The work of one evaluation is bounded.
 */
public final class Conditions {

  private Conditions() {}

  /**
   * Compiles a condition.
   *
   * @throws InvalidExpression if it is not CEL, uses an unknown name, does not fit together in its
   *     types, or is neither true nor false
   */
  public static Condition compile(String source) {
    return condition(CelProgram.compile(source));
  }

  /**
   * Compiles a condition on an event that happens: it may use the names {@code happened.*} too.
   *
   * @throws InvalidExpression as {@link #compile} does
   */
  public static Condition compileOnEvent(String source) {
    return condition(CelProgram.compile(source, true));
  }

  /**
   * Compiles a condition on an event that a flow is measured by: it may use {@code happened.*}, and
   * nothing that only a run knows, because those who were held out have none.
   *
   * @throws InvalidExpression as {@link #compile} does
   */
  public static Condition compileOnGoal(String source) {
    CelProgram program = CelProgram.compile(source, true);
    List<Fault> faults = CelTree.asksAboutRuns(program.source());
    if (!faults.isEmpty()) {
      throw new InvalidExpression(faults);
    }
    return condition(program);
  }

  private static Condition condition(CelProgram program) {
    CelType type = program.type();
    if (!type.equals(SimpleType.BOOL)) {
      throw new InvalidExpression(List.of(new Fault(1, 1, notBool(program.source(), type))));
    }
    return new CelCondition(program);
  }

  private static String notBool(String source, CelType type) {
    String advice =
        type.equals(SimpleType.DYN)
            ? "compare it, for example " + source.strip() + " == true"
            : "compare it with something";
    return "a condition must be true or false, but this is "
        + CelFaults.typeName(type)
        + "; "
        + advice;
  }

  private record CelCondition(CelProgram program) implements Condition {

    @Override
    public String source() {
      return program.source();
    }

    @Override
    public Result test(Facts facts) {
      CelProgram.Outcome outcome = program.evaluate(facts);
      if (!outcome.error().isEmpty()) {
        return new Result(false, outcome.error());
      }
      if (outcome.value() instanceof Boolean holds) {
        return holds ? Result.TRUE : Result.FALSE;
      }
      return new Result(false, "the condition is neither true nor false");
    }

    @Override
    public String toString() {
      return program.source();
    }
  }
}
