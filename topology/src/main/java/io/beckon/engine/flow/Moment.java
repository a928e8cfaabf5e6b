package io.beckon.engine.flow;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.beckon.engine.flow.InvalidExpression.Fault;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled CEL expression that is a time, or a length of time after another. Safe for use by many
 * threads.
 */
public final class Moment {

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final CelProgram program;

  private Moment(CelProgram program) {
    this.program = program;
  }

  /**
   * What came out.
   *
   * @param at epoch milliseconds; null when there is an error
   * @param error what went wrong, empty when nothing did; holds no values
   */
  public record Result(@Nullable Long at, String error) {}

  /**
   * Compiles a moment.
   *
   * @throws InvalidExpression if it is not CEL, uses an unknown name, or is neither a timestamp nor
   *     a duration
   */
  public static Moment compile(String source) {
    CelProgram program = CelProgram.compile(source);
    CelType type = program.type();
    if (!type.equals(SimpleType.TIMESTAMP) && !type.equals(SimpleType.DURATION)) {
      throw new InvalidExpression(
          List.of(
              new Fault(
                  1,
                  1,
                  "a wait ends at a timestamp or after a duration, but this is "
                      + CelFaults.typeName(type)
                      + "; for example shopper.lastOrderAt + duration(\"720h\")")));
    }
    return new Moment(program);
  }

  /** The expression as it was written. */
  public String source() {
    return program.source();
  }

  /**
   * Reckons it. Never throws.
   *
   * @param from what a duration is counted from, epoch milliseconds
   */
  public Result after(long from, Facts facts) {
    CelProgram.Outcome outcome = program.evaluate(facts);
    if (!outcome.error().isEmpty()) {
      return new Result(null, outcome.error());
    }
    try {
      Instant at =
          outcome.value() instanceof Duration length
              ? Instant.ofEpochMilli(from).plus(length)
              : (Instant) outcome.value();
      return at == null || at.isAfter(LATEST)
          ? new Result(null, "the time is too far away")
          : new Result(at.toEpochMilli(), "");
    } catch (DateTimeException | ArithmeticException | ClassCastException e) {
      return new Result(null, "the time is too far away");
    }
  }

  @Override
  public String toString() {
    return source();
  }
}
