package io.beckon.engine.flow;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that come to a whole number of 64 bits: whole numbers, times, and lengths of time,
 * both in milliseconds. Conditions that compare such are asked with each event, and making an
 * object of each number costs more than the comparison.
 */
final class CelWholes {

  /** An expression of this kind. */
  @FunctionalInterface
  interface Whole {

    /**
     * Its value.
     *
     * @throws RuntimeException when only the interpreter can say
     */
    long of(Facts facts);
  }

  private CelWholes() {}

  /** A whole number, time or length; null when an expression is of another kind. */
  static @Nullable Whole of(CelDirect direct, CelExpr expr) {
    CelKind kind = direct.kindOf(expr);
    if (kind != CelKind.INT && kind != CelKind.TIMESTAMP && kind != CelKind.DURATION) {
      return null;
    }
    if (!CelDirect.asksFacts(expr)) {
      Object value = direct.valueOf(expr);
      return value == null ? null : constant(value);
    }
    String name = direct.nameOf(expr);
    if (name != null) {
      return facts -> facts.whole(name);
    }
    boolean call = expr.getKind() == CelExpr.ExprKind.Kind.CALL;
    return call && kind != CelKind.INT ? reckoned(direct, expr.call(), kind) : null;
  }

  private static @Nullable Whole constant(Object value) {
    if (value instanceof Long number) {
      long whole = number;
      return facts -> whole;
    }
    if (value instanceof Instant time) {
      long millis = time.toEpochMilli();
      return time.equals(Instant.ofEpochMilli(millis)) ? facts -> millis : null;
    }
    if (value instanceof Duration length) {
      long millis = length.toMillis();
      return length.equals(Duration.ofMillis(millis)) ? facts -> millis : null;
    }
    return null;
  }

  /** A time and a length, or two times. */
  private static @Nullable Whole reckoned(CelDirect direct, CelExpr.CelCall call, CelKind kind) {
    List<CelExpr> args = call.args();
    if (args.size() != 2 || call.target().isPresent()) {
      return null;
    }
    CelKind one = direct.kindOf(args.get(0));
    CelKind other = direct.kindOf(args.get(1));
    boolean plus = call.function().equals("_+_") && one != other;
    boolean minus = call.function().equals("_-_") && one == CelKind.TIMESTAMP;
    Whole a = plus || minus ? of(direct, args.get(0)) : null;
    Whole b = a == null ? null : of(direct, args.get(1));
    if (a == null || b == null) {
      return null;
    }
    boolean time = kind == CelKind.TIMESTAMP;
    return plus
        ? facts -> CelOperators.within(Math.addExact(a.of(facts), b.of(facts)), time)
        : facts -> CelOperators.within(Math.subtractExact(a.of(facts), b.of(facts)), time);
  }
}
