package io.beckon.engine.flow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import io.beckon.engine.flow.InvalidExpression.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the comparisons with {@code now} in an expression, and when time alone changes them: each
 * side moves with {@code now}, against it, or not at all, so the two meet at one moment.
 */
final class CelTimes {

  /**
   * A comparison with {@code now}.
   *
   * @param direction 1: left minus right grows as time passes; -1: it shrinks
   */
  record Crossing(CelProgram left, CelProgram right, int direction) {

    /** That moment cannot be said now. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /**
     * When both sides are equal, epoch milliseconds, the latest one before if it lies between two;
     * {@link #UNKNOWN} when that cannot be said now.
     *
     * @param at the time that {@code now} is in the facts, epoch milliseconds
     */
    long meetsAt(Facts facts, long at) {
      CelWholes.Whole one = left.whole();
      CelWholes.Whole other = right.whole();
      if (one != null && other != null) {
        try {
          long ahead = Math.subtractExact(one.of(facts), other.of(facts));
          return direction > 0 ? Math.subtractExact(at, ahead) : Math.addExact(at, ahead);
        } catch (RuntimeException e) {
          // The longer way says what it is.
        }
      }
      return meetsAt(left.evaluate(facts).value(), right.evaluate(facts).value(), at);
    }

    private long meetsAt(@Nullable Object one, @Nullable Object other, long at) {
      try {
        Duration ahead;
        if (one instanceof Instant first && other instanceof Instant second) {
          ahead = Duration.between(second, first);
        } else if (one instanceof Duration first && other instanceof Duration second) {
          ahead = first.minus(second);
        } else {
          return UNKNOWN;
        }
        Instant now = Instant.ofEpochMilli(at);
        return (direction > 0 ? now.minus(ahead) : now.plus(ahead)).toEpochMilli();
      } catch (ArithmeticException | java.time.DateTimeException e) {
        return UNKNOWN;
      }
    }
  }

  private static final String NOW = "now";
  private static final Set<String> COMPARISONS =
      Set.of("_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_");
  private static final Set<String> LOGIC = Set.of("_&&_", "_||_", "!_", "_?_:_");

  private final CelAbstractSyntaxTree tree;
  private final List<Crossing> crossings = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private CelTimes(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  /**
   * The comparisons with {@code now}.
   *
   * @param tree as parsed
   * @throws InvalidExpression if {@code now} is used in another way
   */
  static List<Crossing> in(CelAbstractSyntaxTree tree) {
    CelTimes times = new CelTimes(tree);
    times.walk(tree.getExpr());
    if (!times.faults.isEmpty()) {
      throw new InvalidExpression(times.faults);
    }
    return List.copyOf(times.crossings);
  }

  private void walk(CelExpr expr) {
    if (!asksNow(expr)) {
      return;
    }
    boolean call = expr.getKind() == CelExpr.ExprKind.Kind.CALL;
    if (call && LOGIC.contains(expr.call().function())) {
      expr.call().args().forEach(this::walk);
    } else if (call && COMPARISONS.contains(expr.call().function())) {
      compared(expr, expr.call().args().get(0), expr.call().args().get(1));
    } else {
      faults.add(fault(expr));
    }
  }

  private void compared(CelExpr expr, CelExpr left, CelExpr right) {
    OptionalInt one = pace(left);
    OptionalInt other = pace(right);
    if (one.isEmpty() || other.isEmpty() || Math.abs(one.getAsInt() - other.getAsInt()) != 1) {
      faults.add(fault(expr));
      return;
    }
    crossings.add(
        new Crossing(
            CelProgram.part(tree, left),
            CelProgram.part(tree, right),
            one.getAsInt() - other.getAsInt()));
  }

  /** How an expression moves as time passes: 1 with it, -1 against it, 0 not; empty otherwise. */
  private static OptionalInt pace(CelExpr expr) {
    if (!asksNow(expr)) {
      return OptionalInt.of(0);
    }
    if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
      return OptionalInt.of(1);
    }
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL || expr.call().args().size() != 2) {
      return OptionalInt.empty();
    }
    OptionalInt one = pace(expr.call().args().get(0));
    OptionalInt other = pace(expr.call().args().get(1));
    if (one.isEmpty() || other.isEmpty() || one.getAsInt() * other.getAsInt() != 0) {
      return OptionalInt.empty();
    }
    return switch (expr.call().function()) {
      case "_+_" -> OptionalInt.of(one.getAsInt() + other.getAsInt());
      case "_-_" -> OptionalInt.of(one.getAsInt() - other.getAsInt());
      default -> OptionalInt.empty();
    };
  }

  private static boolean asksNow(CelExpr expr) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
      return expr.ident().name().equals(NOW);
    }
    for (CelExpr below : CelTree.children(expr)) {
      if (asksNow(below)) {
        return true;
      }
    }
    return false;
  }

  private Fault fault(CelExpr expr) {
    return CelTree.fault(
        tree,
        expr,
        "when time alone changes this cannot be reckoned; 'now' may only be compared with a time,"
            + " for example now - shopper.lastOrderAt > days(90)");
  }
}
