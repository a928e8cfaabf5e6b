package io.beckon.engine.flow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions of the commonest kinds without CEL's interpreter, which takes some twenty
 * times as long: comparisons, logic, times, and looking into lists and maps. What comes out is what
 * CEL gives; where that is an error, or anything but a plain value, it declines, and the
 * interpreter is asked. So the interpreter alone says what an expression means, and what goes
 * wrong.
 */
final class CelDirect {

  /** A part of an expression. */
  @FunctionalInterface
  interface Part {

    /**
     * Its value: Boolean, Long, Double, String, Instant, Duration, List or Map.
     *
     * @throws Declined when only the interpreter can say
     */
    Object value(Facts facts);
  }

  /** This value, or what went wrong, must come from the interpreter. */
  static final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack, and tells nothing
    private static final Declined NOW = new Declined();

    private Declined() {
      super(null, null, false, false);
    }
  }

  /** Thrown while an expression is looked at; it holds something of a less common kind. */
  private static final class Uncommon extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static final Set<CelKind> COMPARED =
      Set.of(
          CelKind.BOOL,
          CelKind.INT,
          CelKind.DOUBLE,
          CelKind.STRING,
          CelKind.TIMESTAMP,
          CelKind.DURATION);
  private static final Set<CelKind> ORDERED =
      Set.of(CelKind.INT, CelKind.DOUBLE, CelKind.TIMESTAMP, CelKind.DURATION);

  private final CelAbstractSyntaxTree tree;

  private CelDirect(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  /** An expression's value; null when it is not of a common kind. */
  static @Nullable Part of(CelAbstractSyntaxTree typed) {
    try {
      Part root = new CelDirect(typed).part(typed.getExpr());
      return facts -> CelOperators.plain(root.value(facts));
    } catch (Uncommon e) {
      return null;
    }
  }

  /** An expression's value as a whole number; null when it is of another kind. */
  static CelWholes.@Nullable Whole wholeOf(CelAbstractSyntaxTree typed) {
    return CelWholes.of(new CelDirect(typed), typed.getExpr());
  }

  static Declined declined() {
    return Declined.NOW;
  }

  private Part part(CelExpr expr) throws Uncommon {
    CelReference reference = tree.getReference(expr.id()).orElse(null);
    return switch (expr.getKind()) {
      case CONSTANT -> constant(literal(expr.constant()));
      case IDENT -> name(reference);
      case SELECT ->
          reference == null || expr.select().testOnly() ? select(expr.select()) : name(reference);
      case CALL -> call(expr);
      default -> folded(expr);
    };
  }

  private static Part constant(Object value) {
    return facts -> value;
  }

  private static Object literal(CelConstant constant) throws Uncommon {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      default -> throw new Uncommon();
    };
  }

  private static Part name(@Nullable CelReference reference) throws Uncommon {
    Vocabulary.Name known =
        reference == null || reference.value().isPresent()
            ? null
            : Vocabulary.names().get(reference.name());
    if (known == null) {
      throw new Uncommon();
    }
    String name = known.name(); // the very object that facts look for
    return facts -> CelOperators.known(facts.get(name));
  }

  /** The name of the vocabulary that an expression is; null: it is none. */
  @Nullable String nameOf(CelExpr expr) {
    CelReference reference = tree.getReference(expr.id()).orElse(null);
    boolean plain =
        expr.getKind() == CelExpr.ExprKind.Kind.IDENT
            || (expr.getKind() == CelExpr.ExprKind.Kind.SELECT && !expr.select().testOnly());
    Vocabulary.Name known =
        !plain || reference == null || reference.value().isPresent()
            ? null
            : Vocabulary.names().get(reference.name());
    return known == null ? null : known.name();
  }

  /** The value of an expression that asks for no facts; null: it has none. */
  @Nullable Object valueOf(CelExpr expr) {
    try {
      return part(expr).value(name -> null);
    } catch (Uncommon | RuntimeException e) {
      return null;
    }
  }

  /** The kind of an expression's value; null: nobody knows. */
  @Nullable CelKind kindOf(CelExpr expr) {
    return tree.getType(expr.id()).map(CelType::kind).orElse(null);
  }

  private Part select(CelExpr.CelSelect select) throws Uncommon {
    Part operand = part(select.operand());
    String field = select.field();
    return select.testOnly()
        ? facts -> CelOperators.holds(operand.value(facts), field)
        : facts -> CelOperators.at(operand.value(facts), field);
  }

  private Part call(CelExpr expr) throws Uncommon {
    CelExpr.CelCall call = expr.call();
    List<CelExpr> args = call.args();
    boolean member = call.target().isPresent();
    if (args.size() + (member ? 1 : 0) == 1) {
      CelExpr only = member ? call.target().get() : args.get(0);
      switch (call.function()) {
        case "!_" -> {
          Part one = part(only);
          return facts -> !CelOperators.truth(one.value(facts));
        }
        case "-_" -> {
          Part one = part(only);
          return facts -> CelOperators.negated(one.value(facts));
        }
        case "size" -> {
          Part one = part(only);
          return facts -> CelOperators.size(one.value(facts));
        }
        case "days" -> {
          Part one = part(only);
          return only.getKind() == CelExpr.ExprKind.Kind.CONSTANT
              ? days(one)
              : facts -> CelOperators.days(one.value(facts));
        }
        default -> {
          return folded(expr);
        }
      }
    }
    if (args.size() == 3 && call.function().equals("_?_:_")) {
      Part when = part(args.get(0));
      Part then = part(args.get(1));
      Part otherwise = part(args.get(2));
      return facts ->
          CelOperators.truth(when.value(facts)) ? then.value(facts) : otherwise.value(facts);
    }
    if (args.size() + (member ? 1 : 0) != 2) {
      return folded(expr);
    }
    CelExpr left = member ? call.target().get() : args.get(0);
    return binary(expr, call.function(), left, args.get(args.size() - 1));
  }

  /** As many days as a number that is written out: reckoned once. */
  private static Part days(Part number) throws Uncommon {
    try {
      return constant(CelOperators.days(number.value(name -> null)));
    } catch (RuntimeException e) { // more days than there are: the interpreter says so
      throw new Uncommon();
    }
  }

  private Part binary(CelExpr expr, String function, CelExpr left, CelExpr right) throws Uncommon {
    return switch (function) {
      case "_&&_" -> {
        Part a = part(left);
        Part b = part(right);
        yield facts -> CelOperators.truth(a.value(facts)) && CelOperators.truth(b.value(facts));
      }
      case "_||_" -> {
        Part a = part(left);
        Part b = part(right);
        yield facts -> CelOperators.truth(a.value(facts)) || CelOperators.truth(b.value(facts));
      }
      case "_==_", "_!=_" -> {
        alike(left, right, COMPARED);
        boolean wanted = function.equals("_==_");
        CelWholes.Whole one = CelWholes.of(this, left);
        CelWholes.Whole other = CelWholes.of(this, right);
        if (one != null && other != null && kind(left) == kind(right)) {
          yield facts -> (one.of(facts) == other.of(facts)) == wanted;
        }
        Part a = part(left);
        Part b = part(right);
        yield facts -> CelOperators.equal(a.value(facts), b.value(facts)) == wanted;
      }
      case "_<_", "_<=_", "_>_", "_>=_" -> {
        alike(left, right, ORDERED);
        CelWholes.Whole one = CelWholes.of(this, left);
        CelWholes.Whole other = CelWholes.of(this, right);
        yield one != null && other != null && kind(left) == kind(right)
            ? compared(function, one, other)
            : ordered(function, part(left), part(right));
      }
      case "_+_", "_-_", "_*_", "_/_", "_%_" -> {
        if (!isNumberOrTime(left) || !isNumberOrTime(right)) {
          yield folded(expr);
        }
        char operator = function.charAt(1);
        Part a = part(left);
        Part b = part(right);
        yield facts -> CelOperators.reckoned(operator, a.value(facts), b.value(facts));
      }
      case "@in" -> {
        Part a = part(left);
        Part b = part(right);
        yield facts -> CelOperators.isIn(a.value(facts), b.value(facts));
      }
      case "_[_]" -> {
        Part a = part(left);
        Part b = part(right);
        yield facts -> CelOperators.at(a.value(facts), b.value(facts));
      }
      case "startsWith", "endsWith", "contains" -> {
        Part a = part(left);
        Part b = part(right);
        yield facts -> CelOperators.found(function, a.value(facts), b.value(facts));
      }
      default -> folded(expr);
    };
  }

  private static Part ordered(String function, Part a, Part b) {
    return switch (function) {
      case "_<_" -> facts -> CelOperators.compare(a.value(facts), b.value(facts)) < 0;
      case "_<=_" -> facts -> CelOperators.compare(a.value(facts), b.value(facts)) <= 0;
      case "_>_" -> facts -> CelOperators.compare(a.value(facts), b.value(facts)) > 0;
      default -> facts -> CelOperators.compare(a.value(facts), b.value(facts)) >= 0;
    };
  }

  private static Part compared(String function, CelWholes.Whole a, CelWholes.Whole b) {
    return switch (function) {
      case "_<_" -> facts -> a.of(facts) < b.of(facts);
      case "_<=_" -> facts -> a.of(facts) <= b.of(facts);
      case "_>_" -> facts -> a.of(facts) > b.of(facts);
      default -> facts -> a.of(facts) >= b.of(facts);
    };
  }

  /** Values of one of these kinds, both of the same as far as it is known. */
  private void alike(CelExpr left, CelExpr right, Set<CelKind> kinds) throws Uncommon {
    CelKind one = kind(left);
    CelKind other = kind(right);
    boolean known = one != CelKind.DYN && other != CelKind.DYN;
    if ((known && one != other)
        || (one != CelKind.DYN && !kinds.contains(one))
        || (other != CelKind.DYN && !kinds.contains(other))) {
      throw new Uncommon();
    }
  }

  private boolean isNumberOrTime(CelExpr expr) throws Uncommon {
    return kind(expr) == CelKind.DYN || ORDERED.contains(kind(expr));
  }

  private CelKind kind(CelExpr expr) throws Uncommon {
    return tree.getType(expr.id()).map(CelType::kind).orElseThrow(Uncommon::new);
  }

  /** What does not depend on facts is evaluated once, by the interpreter. */
  private Part folded(CelExpr expr) throws Uncommon {
    if (asksFacts(expr)) {
      throw new Uncommon();
    }
    try {
      Object value =
          CelLanguage.RUNTIME
              .createProgram(
                  CelAbstractSyntaxTree.newCheckedAst(
                      expr, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap()))
              .eval();
      return constant(CelOperators.known(value));
    } catch (CelEvaluationException | RuntimeException e) {
      throw new Uncommon();
    }
  }

  static boolean asksFacts(CelExpr expr) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT) {
      return true;
    }
    for (CelExpr below : CelTree.children(expr)) {
      if (asksFacts(below)) {
        return true;
      }
    }
    return false;
  }
}
