package io.beckon.engine.flow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import io.beckon.engine.flow.InvalidExpression.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks the fields that an expression asks of an item ({@code cart.items[0].name}, {@code
 * cart.items.exists(i, i.quantity > 1)}), which CEL's own checker knows only as a map.
 */
final class ItemFields {

  /** The fields of {@link Vocabulary#ITEM_FIELDS}. */
  static final List<String> NAMES =
      List.of(
          "productId",
          "variantId",
          "sku",
          "name",
          "brand",
          "category",
          "url",
          "imageUrl",
          "currency",
          "quantity",
          "price");

  private final CelAbstractSyntaxTree tree;
  private final List<Fault> faults = new ArrayList<>();

  private ItemFields(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  static List<Fault> unknownIn(CelAbstractSyntaxTree tree) {
    ItemFields check = new ItemFields(tree);
    check.walk(tree.getExpr(), Set.of());
    return check.faults;
  }

  /**
   * @param items names that stand for an item here
   */
  private void walk(CelExpr expr, Set<String> items) {
    switch (expr.getKind()) {
      case SELECT -> {
        String field = expr.select().field();
        if (isItem(expr.select().operand(), items) && !NAMES.contains(field)) {
          faults.add(
              CelTree.fault(
                  tree,
                  expr,
                  "an item has no field '"
                      + field
                      + "'"
                      + Nearest.to(field, NAMES)
                          .map(near -> "; did you mean '" + near + "'?")
                          .orElse("; it has " + String.join(", ", NAMES))));
        }
        walk(expr.select().operand(), items);
      }
      case COMPREHENSION -> {
        CelExpr.CelComprehension loop = expr.comprehension();
        walk(loop.iterRange(), items);
        Set<String> inside = new HashSet<>(items);
        if (isItemList(loop.iterRange())) {
          inside.add(loop.iterVar());
        } else {
          inside.remove(loop.iterVar());
        }
        walk(loop.accuInit(), inside);
        walk(loop.loopCondition(), inside);
        walk(loop.loopStep(), inside);
        walk(loop.result(), items);
      }
      default -> CelTree.children(expr).forEach(child -> walk(child, items));
    }
  }

  private static boolean isItem(CelExpr expr, Set<String> items) {
    return switch (expr.getKind()) {
      case IDENT -> items.contains(expr.ident().name());
      case CALL -> expr.call().function().equals("_[_]") && isItemList(expr.call().args().get(0));
      default -> false;
    };
  }

  private static boolean isItemList(CelExpr expr) {
    return CelTree.name(expr)
        .map(Vocabulary.names()::get)
        .filter(name -> name.type() == Vocabulary.Type.LIST_OF_MAP)
        .isPresent();
  }
}
