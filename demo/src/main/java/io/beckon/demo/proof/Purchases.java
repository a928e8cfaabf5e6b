package io.beckon.demo.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Where each purchase was first appended to the log. Safe for use by several threads. */
public final class Purchases {

  /**
   * A purchase.
   *
   * @param offset of its first report in its partition
   * @param at append time, epoch milliseconds
   */
  record Purchase(String orderId, int partition, long offset, long at) {}

  private final ConcurrentMap<String, Map<String, Purchase>> byShopper = new ConcurrentHashMap<>();

  /** A report of an order was appended; the earliest of an order counts. */
  public void appended(String shopperId, String orderId, int partition, long offset, long at) {
    Purchase purchase = new Purchase(orderId, partition, offset, at);
    byShopper
        .computeIfAbsent(shopperId, unseen -> new ConcurrentHashMap<>())
        .merge(orderId, purchase, (a, b) -> a.offset() <= b.offset() ? a : b);
  }

  /** How many there are. */
  public long count() {
    return byShopper.values().stream().mapToLong(Map::size).sum();
  }

  List<Purchase> of(String shopperId) {
    Map<String, Purchase> purchases = byShopper.get(shopperId);
    return purchases == null ? List.of() : new ArrayList<>(purchases.values());
  }
}
