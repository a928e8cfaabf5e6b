package io.beckon.engine.flow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import io.beckon.engine.flow.InvalidExpression.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a parsed expression: its nodes, the names in it, and where they stand. */
final class CelTree {

  private static final List<String> OF_RUNS =
      List.of("trigger.", "event.", "run.", "sent.", "suggested.", "facts", "happened.step");

  private CelTree() {}

  /** The expressions directly below one. */
  static List<CelExpr> children(CelExpr expr) {
    List<CelExpr> below = new ArrayList<>();
    switch (expr.getKind()) {
      case SELECT -> below.add(expr.select().operand());
      case CALL -> {
        expr.call().target().ifPresent(below::add);
        below.addAll(expr.call().args());
      }
      case LIST -> below.addAll(expr.list().elements());
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    below.add(entry.key());
                    below.add(entry.value());
                  });
      case STRUCT -> expr.struct().entries().forEach(entry -> below.add(entry.value()));
      case COMPREHENSION -> {
        CelExpr.CelComprehension loop = expr.comprehension();
        below.add(loop.iterRange());
        below.add(loop.accuInit());
        below.add(loop.loopCondition());
        below.add(loop.loopStep());
        below.add(loop.result());
      }
      default -> {
        // constants and names have nothing below
      }
    }
    return below;
  }

  /** The name that an expression is, such as {@code cart.value}; empty when it is no plain name. */
  static Optional<String> name(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> Optional.of(expr.ident().name());
      case SELECT ->
          expr.select().testOnly()
              ? Optional.empty()
              : name(expr.select().operand()).map(left -> left + "." + expr.select().field());
      default -> Optional.empty();
    };
  }

  /** The longest name that begins at each name's first word, by the id of that word. */
  static Map<Long, String> names(CelExpr root) {
    Map<Long, String> names = new HashMap<>();
    collectNames(root, names);
    return names;
  }

  /** Faults for names that are known only in a condition on an event. */
  static List<Fault> asksWhatHappened(CelAbstractSyntaxTree tree) {
    List<Fault> faults = new ArrayList<>();
    names(tree.getExpr())
        .forEach(
            (id, name) -> {
              if (name.startsWith(Vocabulary.HAPPENED)) {
                faults.add(
                    fault(
                        tree,
                        id,
                        "'" + name + "' is known only in the 'where' of a wait or of an exit"));
              }
            });
    return faults;
  }

  /** Faults for names that only a run knows, or that depend on what was sent. */
  static List<Fault> asksAboutRuns(String source) {
    CelAbstractSyntaxTree tree;
    try {
      tree = CelLanguage.COMPILER.parse(source).getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("it was compiled before", e);
    }
    List<Fault> faults = new ArrayList<>();
    names(tree.getExpr())
        .forEach(
            (id, name) -> {
              if (OF_RUNS.stream().anyMatch(name::startsWith)) {
                faults.add(
                    fault(
                        tree,
                        id,
                        "'"
                            + name
                            + "' is not known of shoppers who are held out; a goal may ask for"
                            + " shopper., cart., history., happened., score, stage and now"));
              }
            });
    return faults;
  }

  private static void collectNames(CelExpr expr, Map<Long, String> names) {
    Optional<String> name = name(expr);
    if (name.isPresent()) {
      CelExpr first = expr;
      while (first.getKind() == CelExpr.ExprKind.Kind.SELECT) {
        first = first.select().operand();
      }
      names.put(first.id(), name.get());
    } else {
      children(expr).forEach(child -> collectNames(child, names));
    }
  }

  /** A fault at an expression of the tree. */
  static Fault fault(CelAbstractSyntaxTree tree, CelExpr expr, String message) {
    return fault(tree, expr.id(), message);
  }

  /** A fault at the expression of an id. */
  static Fault fault(CelAbstractSyntaxTree tree, long id, String message) {
    Integer offset = tree.getSource().getPositionsMap().get(id);
    Optional<CelSourceLocation> place =
        offset == null ? Optional.empty() : tree.getSource().getOffsetLocation(offset);
    return place
        .map(at -> new Fault(at.getLine(), at.getColumn() + 1, message))
        .orElseGet(() -> new Fault(1, 1, message));
  }
}
