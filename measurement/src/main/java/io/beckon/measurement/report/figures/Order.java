package io.beckon.measurement.report.figures;

import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.measurement.core.Worth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order, and what became of it. */
final class Order {

  final String id;
  final long at;
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
  private final List<OutcomeEvent> adjustments = new ArrayList<>();
  private Worth worth;

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
    this.valued = value != null;
    this.currency = currency;
    this.coupon = coupon;
    this.discount = discount == null ? 0 : discount;
    this.ordinal = ordinal;
    this.historical = historical;
    this.categories = categories;
    this.seen = seen;
    this.worth = Worth.of(seen, adjustments);
  }

  /**
   * A cancellation or refund: of nothing less than all when it names neither amount nor lines,
   * never of more than was paid, and of nothing in another currency.
   *
   * @param told when it was told, epoch milliseconds
   * @param corrections how long before or after the order it counts, milliseconds
   */
  void adjust(OutcomeEvent adjusted, long told, long corrections) {
    if (told - at <= corrections && toldAt - told <= corrections) {
      adjustments.add(adjusted);
      worth = Worth.of(seen, adjustments);
    }
  }

  boolean cancelled() {
    return !worth.live();
  }

  /** What is left of it in the given currency; 0 in others. */
  long net(String in) {
    Long net = worth.net();
    return net != null && in.equals(currency) ? net : 0;
  }

  /** What is left of it by category, in the given currency; 0 in others. */
  Map<String, Long> categories(String in) {
    Map<String, Long> left = worth.categories();
    if (!in.equals(currency)) {
      left.replaceAll((category, share) -> 0L);
    }
    return left;
  }
}
