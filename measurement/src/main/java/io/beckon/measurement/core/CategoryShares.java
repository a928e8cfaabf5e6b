package io.beckon.measurement.core;

import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Shares what was paid for an order among the categories of its lines, to the cent: by the value of
 * the lines at their prices; by pieces where no line has a price. So a discount on the whole order
 * is taken off all of them alike.
 */
public final class CategoryShares {

  /** What has no category. */
  public static final String NONE = "-";

  private CategoryShares() {}

  /**
   * The shares, by category; together they are the amount.
   *
   * @param amount minor units
   */
  public static NavigableMap<String, Long> of(OrderSeen order, long amount) {
    return Parts.of(weights(order), amount);
  }

  /** What the categories weigh; of an order without lines, nothing has no category. */
  static NavigableMap<String, Long> weights(OrderSeen order) {
    ToLongFunction<OrderLine> weight = weight(order);
    NavigableMap<String, Long> weights = new TreeMap<>();
    for (OrderLine line : order.getLines()) {
      weights.merge(category(line), weight.applyAsLong(line), Math::addExact);
    }
    return Parts.total(weights).signum() == 0 ? new TreeMap<>(Map.of(NONE, 1L)) : weights;
  }

  /** What a line of the order weighs. */
  static ToLongFunction<OrderLine> weight(OrderSeen order) {
    boolean priced = order.getLines().stream().anyMatch(line -> value(line) > 0);
    return priced ? CategoryShares::value : line -> Math.max(0, line.getQuantity());
  }

  /** The category of a line; {@link #NONE} when it has none. */
  static String category(OrderLine line) {
    String category = line.getCategory();
    return category == null || category.isBlank() ? NONE : category;
  }

  /** What a line is worth at its price. */
  static long value(OrderLine line) {
    long price = Objects.requireNonNullElse(line.getPrice(), 0L);
    return Math.multiplyExact(Math.max(0, price), Math.max(0, line.getQuantity()));
  }
}
