package io.beckon.engine.owner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that looks for its owner.
 *
 * @param store the shop
 * @param shopperId whom it is about
 * @param queue whom the flow names; null: nobody
 * @param topic of the reply that it is about; null: none
 * @param segments those that the shopper is in
 * @param own whom the shopper's attribute {@code owner} names; null: nobody
 * @param at logical time, epoch milliseconds
 */
public record Ask(
    String store,
    String shopperId,
    @Nullable String queue,
    String kind,
    @Nullable String topic,
    List<String> segments,
    @Nullable String own,
    long at) {
  public Ask {
    segments = List.copyOf(segments);
  }
}
