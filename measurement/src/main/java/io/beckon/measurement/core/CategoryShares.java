package io.beckon.measurement.core;

import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Shares what an order brought among the categories of its lines, to the cent: by the value of the
 * lines at their prices; by pieces where no line has a price. What was taken off the whole order, a
 * discount or a refund, is taken off all of them alike.
 */
public final class CategoryShares {

  /** What has no category. */
  public static final String NONE = "-";

  private CategoryShares() {}

  /**
   * The shares, by category; together they are the amount. Each is what the categories up to it, in
   * the order of their names, have together, less what those before it have, each rounded down.
   *
   * @param amount minor units
   */
  public static Map<String, Long> of(OrderSeen order, long amount) {
    NavigableMap<String, Long> weights = weights(order.getLines());
    BigInteger whole = total(weights);
    NavigableMap<String, Long> shares = new TreeMap<>();
    BigInteger size = BigInteger.valueOf(Math.abs(amount));
    BigInteger sum = BigInteger.ZERO;
    BigInteger given = BigInteger.ZERO;
    for (Map.Entry<String, Long> weight : weights.entrySet()) {
      sum = sum.add(BigInteger.valueOf(weight.getValue()));
      BigInteger until = size.multiply(sum).divide(whole);
      shares.put(weight.getKey(), Long.signum(amount) * until.subtract(given).longValueExact());
      given = until;
    }
    return shares;
  }

  private static BigInteger total(NavigableMap<String, Long> weights) {
    return weights.values().stream()
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static NavigableMap<String, Long> weights(Collection<OrderLine> lines) {
    NavigableMap<String, Long> weights = weights(lines, CategoryShares::value);
    if (total(weights).signum() == 0) {
      weights = weights(lines, line -> Math.max(0, line.getQuantity()));
    }
    return total(weights).signum() == 0 ? new TreeMap<>(Map.of(NONE, 1L)) : weights;
  }

  private static NavigableMap<String, Long> weights(
      Collection<OrderLine> lines, ToLongFunction<OrderLine> weight) {
    NavigableMap<String, Long> weights = new TreeMap<>();
    for (OrderLine line : lines) {
      weights.merge(category(line), weight.applyAsLong(line), Math::addExact);
    }
    return weights;
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
