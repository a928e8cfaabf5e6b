package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import io.beckon.contract.TriggerKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What started a run, kept with it because conditions and messages refer to it.
 *
 * @param key id of the trigger or event
 * @param kind the trigger's kind, null for an event
 * @param idleSince the trigger's idleSince, or the event's append time, epoch milliseconds
 * @param value value in minor units, null when not known
 * @param eventName name of the event, "" for a trigger
 * @param event properties of the event (Boolean, Long, Double or String), empty for a trigger
 */
public record Origin(
    Id key,
    @Nullable TriggerKind kind,
    long idleSince,
    @Nullable String cartId,
    List<Item> items,
    @Nullable Long value,
    @Nullable String currency,
    @Nullable String checkoutStep,
    @Nullable String checkoutError,
    String eventName,
    Map<String, Object> event) {

  /** Nothing started a run. */
  public static final Origin NONE =
      new Origin("", null, 0, null, List.of(), null, null, null, null, "", Map.of());

  public Origin {
    items = List.copyOf(items);
    // Sorted: the order of Map.copyOf differs from process to process, and conditions can see it.
    event = SmallMap.copyOf(event);
  }

  /** An origin of which the id is told as text. */
  public Origin(
      String id,
      @Nullable TriggerKind kind,
      long idleSince,
      @Nullable String cartId,
      List<Item> items,
      @Nullable Long value,
      @Nullable String currency,
      @Nullable String checkoutStep,
      @Nullable String checkoutError,
      String eventName,
      Map<String, Object> event) {
    this(
        Id.of(id),
        kind,
        idleSince,
        cartId,
        items,
        value,
        currency,
        checkoutStep,
        checkoutError,
        eventName,
        event);
  }

  /** Its id as others are told it. Made anew each time: to compare, take {@link #key()}. */
  public String id() {
    return key.text();
  }
}
