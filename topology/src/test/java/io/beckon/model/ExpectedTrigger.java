package io.beckon.model;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Item;
import io.beckon.contract.TriggerKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a user sees of a trigger.
 *
 * @param idleSince append time of the last site activity, epoch milliseconds
 * @param dueAt idleSince plus the idle time of the kind, epoch milliseconds
 * @param items pieces by product: of a cart by product id, of a visit the latest view first
 * @param value worth of the cart in minor units; null when no line has a price, and for a visit
 */
public record ExpectedTrigger(
    TriggerKind kind,
    String shopperId,
    long idleSince,
    long dueAt,
    List<Pieces> items,
    @Nullable Long value) {

  /** So many pieces of a product. */
  public record Pieces(String productId, int quantity) {

    @Override
    public String toString() {
      return productId + " x" + quantity;
    }
  }

  /** The cart or the visit of a trigger: pieces by product, in the order that the kind asks for. */
  static List<Pieces> pieces(TriggerKind kind, List<Item> items) {
    Map<String, Integer> byProduct =
        kind == TriggerKind.BROWSE ? new LinkedHashMap<>() : new TreeMap<>();
    for (Item item : items) {
      byProduct.merge(item.getProductId(), item.getQuantity(), Integer::sum);
    }
    List<Pieces> pieces = new ArrayList<>();
    byProduct.forEach((product, quantity) -> pieces.add(new Pieces(product, quantity)));
    return pieces;
  }

  /** Returns what a user sees of a trigger. */
  public static ExpectedTrigger of(AbandonmentTrigger trigger) {
    return new ExpectedTrigger(
        trigger.getKind(),
        trigger.getShopperId(),
        trigger.getIdleSince(),
        trigger.getDueAt(),
        pieces(trigger.getKind(), trigger.getItems()),
        trigger.getValue());
  }

  /** Reads like {@code 11:00 CART ann, idle since 10:00: hat x1, shoes x2, worth 4999}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(Clock.print(dueAt)).append(' ').append(kind).append(' ').append(shopperId);
    text.append(", idle since ").append(Clock.print(idleSince)).append(": ");
    for (int i = 0; i < items.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(items.get(i));
    }
    return value == null ? text.toString() : text + ", worth " + value;
  }
}
