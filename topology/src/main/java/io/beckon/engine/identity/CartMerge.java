package io.beckon.engine.identity;

import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.CartLine;
import io.beckon.engine.shopper.RemovedLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One cart of two: all their lines, each as it was changed last. A line is closed when the other id
 * placed an order, or took the same line out, at that time or later; so what was bought or removed
 * under one id does not come back from the other, in whatever order ids are merged.
 */
final class CartMerge {

  /**
   * What one id has.
   *
   * @param removed lines taken out of its carts
   * @param orderedAt time of its latest order, epoch milliseconds; 0: none
   */
  record Side(@Nullable Cart cart, List<RemovedLine> removed, long orderedAt) {}

  private static final Comparator<CartLine> NEWER =
      Comparator.comparingLong(CartLine::changedAt)
          .thenComparingInt(line -> line.item().getQuantity())
          .thenComparingLong(CartLine::addedAt)
          .thenComparing(line -> line.item().toString());

  private final Side first;
  private final Side second;

  CartMerge(Side first, Side second) {
    this.first = first;
    this.second = second;
  }

  /** Lines taken out of either, the latest last. */
  List<RemovedLine> removed() {
    Map<Long, RemovedLine> latest = new LinkedHashMap<>();
    for (Side side : List.of(first, second)) {
      for (RemovedLine line : side.removed()) {
        latest.merge(line.line(), line, (a, b) -> a.at() >= b.at() ? a : b);
      }
    }
    return latest.values().stream()
        .sorted(Comparator.comparingLong(RemovedLine::at).thenComparingLong(RemovedLine::line))
        .toList();
  }

  /** The cart; null when nothing is open. */
  @Nullable Cart merged() {
    List<CartLine> ownLines = open(first, second);
    List<CartLine> theirLines = open(second, first);
    Cart own = ownLines.isEmpty() ? null : first.cart();
    Cart their = theirLines.isEmpty() ? null : second.cart();
    if (own == null || their == null) {
      Cart only = own == null ? their : own;
      return only == null ? null : alone(only, own == null ? theirLines : ownLines);
    }
    Cart newer = isNewer(own, their) ? own : their;
    Cart older = newer.equals(own) ? their : own;
    return new Cart(
            newer.cartId() != null ? newer.cartId() : older.cartId(),
            Math.min(own.openedAt(), their.openedAt()),
            Math.max(own.lastActivity(), their.lastActivity()),
            own.armed() || their.armed(),
            own.checkoutBegun() || their.checkoutBegun(),
            union(ownLines, theirLines),
            null,
            newer.statedCurrency() != null ? newer.statedCurrency() : older.statedCurrency(),
            newer.checkoutStep() != null ? newer.checkoutStep() : older.checkoutStep(),
            newer.checkoutError() != null ? newer.checkoutError() : older.checkoutError(),
            newer.coupon() != null ? newer.coupon() : older.coupon())
        .without(removed());
  }

  /** The same in whatever order two carts come. */
  private static boolean isNewer(Cart cart, Cart other) {
    if (cart.lastActivity() != other.lastActivity()) {
      return cart.lastActivity() > other.lastActivity();
    }
    return Objects.requireNonNullElse(cart.cartId(), "")
            .compareTo(Objects.requireNonNullElse(other.cartId(), ""))
        >= 0;
  }

  private Cart alone(Cart cart, List<CartLine> lines) {
    boolean whole = lines.size() == cart.lines().size();
    return new Cart(
            cart.cartId(),
            cart.openedAt(),
            cart.lastActivity(),
            cart.armed(),
            cart.checkoutBegun(),
            lines,
            whole ? cart.statedValue() : null,
            cart.statedCurrency(),
            cart.checkoutStep(),
            cart.checkoutError(),
            cart.coupon())
        .without(removed());
  }

  /** The lines of one side that the other one has not closed. */
  private static List<CartLine> open(Side side, Side other) {
    Cart cart = side.cart();
    if (cart == null) {
      return List.of();
    }
    return cart.lines().stream()
        .filter(line -> line.changedAt() > other.orderedAt())
        .filter(line -> line.changedAt() > removedAt(other, RemovedLine.line(line.item())))
        .toList();
  }

  private static long removedAt(Side side, long line) {
    long latest = Long.MIN_VALUE;
    for (RemovedLine removed : side.removed()) {
      if (removed.line() == line) {
        latest = Math.max(latest, removed.at());
      }
    }
    return latest;
  }

  private static List<CartLine> union(List<CartLine> first, List<CartLine> second) {
    Map<Long, CartLine> lines = new LinkedHashMap<>();
    for (List<CartLine> side : List.of(first, second)) {
      for (CartLine line : side) {
        lines.merge(RemovedLine.line(line.item()), line, CartMerge::newer);
      }
    }
    List<CartLine> all = new ArrayList<>(lines.values());
    if (all.size() > Cart.MAX_LINES) {
      all.sort(NEWER.reversed());
      all = all.subList(0, Cart.MAX_LINES);
    }
    all.sort(
        Comparator.comparingLong(CartLine::addedAt)
            .thenComparing(line -> line.item().getProductId())
            .thenComparingLong(line -> RemovedLine.line(line.item())));
    return all;
  }

  private static CartLine newer(CartLine one, CartLine other) {
    CartLine newer = NEWER.compare(one, other) >= 0 ? one : other;
    return new CartLine(newer.item(), Math.min(one.addedAt(), other.addedAt()), newer.changedAt());
  }
}
