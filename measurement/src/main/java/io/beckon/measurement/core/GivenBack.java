package io.beckon.measurement.core;

import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What was given back of an order. A refund that names lines takes off what those lines brought,
 * and nothing of the others; one that names none takes it off all alike. Comes to the same in
 * whatever order refunds were told.
 */
final class GivenBack {

  /** A product of the order, with all of its lines. */
  private static final class Product {
    final String category;
    long pieces;
    long weight;

    Product(String category) {
      this.category = category;
    }

    /** What some of its pieces weigh. */
    long weight(long of) {
      return pieces == 0 ? 0 : Parts.of(weight, Math.max(0, Math.min(of, pieces)), pieces);
    }
  }

  private final long paid;
  private final NavigableMap<String, Long> bought;
  private final NavigableMap<String, Long> weights;
  private final Map<String, Product> products = new HashMap<>();

  /** What is given back of certain lines, by category: more than they brought, perhaps. */
  private final NavigableMap<String, Long> ofLines = new TreeMap<>();

  /** Pieces that are given back without saying for how much. */
  private final Map<String, Long> pieces = new HashMap<>();

  private long ofAll;

  GivenBack(OrderSeen order, List<OrderAdjusted> refunds) {
    Long value = order.getValue();
    paid = value == null ? 0 : value;
    weights = CategoryShares.weights(order);
    bought = Parts.of(weights, paid);
    if (paid <= 0 || refunds.isEmpty()) {
      return;
    }
    ToLongFunction<OrderLine> weight = CategoryShares.weight(order);
    for (OrderLine line : order.getLines()) {
      Product product =
          products.computeIfAbsent(
              line.getProductId(), id -> new Product(CategoryShares.category(line)));
      product.pieces += Math.max(0, line.getQuantity());
      product.weight += weight.applyAsLong(line);
    }
    refunds.forEach(this::take);
    takePieces();
  }

  private void take(OrderAdjusted refund) {
    List<OrderLine> lines =
        refund.getLines().stream()
            .filter(line -> products.containsKey(line.getProductId()))
            .toList();
    Long amount = refund.getAmount();
    if (amount != null) {
      takeAmount(Math.min(paid, Math.max(0, amount)), lines);
    } else if (!lines.isEmpty()) {
      lines.forEach(
          line ->
              pieces.merge(line.getProductId(), (long) Math.max(0, line.getQuantity()), Long::sum));
    } else {
      long priced = refund.getLines().stream().mapToLong(CategoryShares::value).sum();
      ofAll += priced > 0 ? Math.min(paid, priced) : paid;
    }
  }

  private void takeAmount(long amount, List<OrderLine> lines) {
    NavigableMap<String, Long> named = new TreeMap<>();
    for (OrderLine line : lines) {
      Product product = product(line.getProductId());
      named.merge(product.category, product.weight(line.getQuantity()), Math::addExact);
    }
    if (Parts.total(named).signum() == 0) {
      ofAll += amount;
    } else {
      Parts.of(named, amount).forEach((category, part) -> ofLines.merge(category, part, Long::sum));
    }
  }

  /** Pieces in the end at once, so that all of them are all that was paid for them. */
  private void takePieces() {
    NavigableMap<String, Long> named = new TreeMap<>();
    pieces.forEach(
        (id, count) -> named.merge(product(id).category, product(id).weight(count), Long::sum));
    named.forEach(
        (category, weight) -> {
          long whole = weights.getOrDefault(category, 0L);
          if (whole > 0) {
            ofLines.merge(
                category, Parts.of(bought.getOrDefault(category, 0L), weight, whole), Long::sum);
          }
        });
  }

  private Product product(String id) {
    Product product = products.get(id);
    if (product == null) {
      throw new IllegalStateException("no product " + id);
    }
    return product;
  }

  /** All of it, in minor units; not more than was paid. */
  long total() {
    long named = ofLines.values().stream().mapToLong(Long::longValue).sum();
    return Math.min(Math.max(0, paid), ofAll + named);
  }

  /**
   * What is left by category: what it brought, less what was given back of its lines. Where that is
   * more than they brought, and what is given back of all, it is taken off all categories in
   * proportion to what they have left.
   *
   * @param net what is left of the order, minor units
   */
  NavigableMap<String, Long> left(long net) {
    if (net < 0) {
      return Parts.of(weights, net);
    }
    NavigableMap<String, Long> left = new TreeMap<>(bought);
    left.replaceAll(
        (category, share) -> share - Math.min(share, ofLines.getOrDefault(category, 0L)));
    return Parts.of(left, net);
  }
}
