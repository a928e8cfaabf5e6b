package io.beckon.measurement.core;

import java.math.BigInteger;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Parts of an amount in proportion to weights, to the cent. Each is what those up to it, in the
 * order of their names, have together, rounded down, less what those before it have.
 */
final class Parts {

  private Parts() {}

  /**
   * The parts, by name; together they are the amount. All are 0 when no weight is above 0.
   *
   * @param weights none below 0
   * @param amount minor units
   */
  static NavigableMap<String, Long> of(NavigableMap<String, Long> weights, long amount) {
    BigInteger whole = total(weights);
    NavigableMap<String, Long> parts = new TreeMap<>();
    BigInteger size = BigInteger.valueOf(Math.abs(amount));
    BigInteger sum = BigInteger.ZERO;
    BigInteger given = BigInteger.ZERO;
    for (Map.Entry<String, Long> weight : weights.entrySet()) {
      sum = sum.add(BigInteger.valueOf(weight.getValue()));
      BigInteger until = whole.signum() == 0 ? BigInteger.ZERO : size.multiply(sum).divide(whole);
      parts.put(weight.getKey(), Long.signum(amount) * until.subtract(given).longValueExact());
      given = until;
    }
    return parts;
  }

  /** A part of an amount, rounded down. */
  static long of(long amount, long part, long whole) {
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(part))
        .divide(BigInteger.valueOf(whole))
        .longValueExact();
  }

  static BigInteger total(NavigableMap<String, Long> weights) {
    return weights.values().stream()
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
