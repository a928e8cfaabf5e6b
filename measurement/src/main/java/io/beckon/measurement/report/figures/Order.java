package io.beckon.measurement.report.figures;

import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OrderStage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order, and what became of it. */
final class Order {

  final String id;
  final long at;
  final long paid;
  final @Nullable String currency;
  final boolean valued;
  final @Nullable String coupon;
  final long discount;
  final int ordinal;
  final boolean historical;

  /** Of its lines; "" of a line without one. */
  final List<String> categories;

  /** As it was told. */
  final OrderSeen seen;

  private final long toldAt;
  private long refunded;
  private boolean cancelled;

  Order(
      String id,
      long at,
      long toldAt,
      @Nullable Long value,
      @Nullable String currency,
      @Nullable String coupon,
      @Nullable Long discount,
      int ordinal,
      boolean historical,
      List<String> categories,
      OrderSeen seen) {
    this.id = id;
    this.at = at;
    this.toldAt = toldAt;
    this.paid = value == null ? 0 : value;
    this.valued = value != null;
    this.currency = currency;
    this.coupon = coupon;
    this.discount = discount == null ? 0 : discount;
    this.ordinal = ordinal;
    this.historical = historical;
    this.categories = categories;
    this.seen = seen;
  }

  /**
   * A cancellation or refund: of nothing less than all when it names no amount, never of more than
   * was paid, and of nothing in another currency.
   *
   * @param told when it was told, epoch milliseconds
   * @param corrections how long before or after the order it counts, milliseconds
   */
  void adjust(OrderAdjusted adjusted, long told, long corrections) {
    if (told - at > corrections || toldAt - told > corrections) {
      return;
    }
    Long amount = adjusted.getAmount();
    String of = adjusted.getCurrency();
    if (adjusted.getStage() == OrderStage.CANCELLED) {
      cancelled = true;
    } else if (adjusted.getStage() != OrderStage.REFUNDED) {
      return;
    } else if (amount == null) {
      refunded = paid;
    } else if (of == null || currency == null || of.equals(currency)) {
      refunded = Math.min(Math.max(paid, 0), refunded + Math.max(0, amount));
    }
  }

  boolean cancelled() {
    return cancelled;
  }

  /** What is left of it in the given currency; 0 in others. */
  long net(String in) {
    return cancelled || !in.equals(currency) ? 0 : paid - refunded;
  }
}
