package io.beckon.measurement.report.figures;

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
  final List<String> categories;
  private long refunded;
  private boolean cancelled;

  Order(
      String id,
      long at,
      @Nullable Long value,
      @Nullable String currency,
      @Nullable String coupon,
      @Nullable Long discount,
      int ordinal,
      boolean historical,
      List<String> categories) {
    this.id = id;
    this.at = at;
    this.paid = value == null ? 0 : value;
    this.valued = value != null;
    this.currency = currency;
    this.coupon = coupon;
    this.discount = discount == null ? 0 : discount;
    this.ordinal = ordinal;
    this.historical = historical;
    this.categories = categories;
  }

  void cancel() {
    cancelled = true;
  }

  /** What was given back; null: all of it. Never more than was paid. */
  void refund(@Nullable Long amount) {
    refunded = amount == null ? paid : Math.min(paid, refunded + amount);
  }

  boolean cancelled() {
    return cancelled;
  }

  /** What is left of it in the given currency; 0 in others. */
  long net(String in) {
    return cancelled || !in.equals(currency) ? 0 : paid - refunded;
  }
}
