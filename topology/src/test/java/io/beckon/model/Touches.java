package io.beckon.model;

import io.beckon.contract.CartReplaced;
import io.beckon.contract.CartViewed;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ShopperEvent;
import org.jspecify.annotations.Nullable;

/** Changes one thing in an event: {@code historical(added("ann", "shoes"))}. */
public final class Touches {

  private Touches() {}

  /** The same event under an id. */
  public static ShopperEvent id(String eventId, ShopperEvent event) {
    return copy(event, eventId, event.getOccurredAt(), event.getShopperId());
  }

  /** The same event as an import of the past. */
  public static ShopperEvent historical(ShopperEvent event) {
    return new ShopperEvent(
        event.getEventId(),
        event.getOccurredAt(),
        event.getShopperId(),
        "import",
        true,
        event.getPayload());
  }

  /** The same event, occurred at a time as {@link Clock} reads it. */
  public static ShopperEvent occurred(String when, ShopperEvent event) {
    return occurred(Clock.at(when), event);
  }

  /** The same event, occurred at a time in epoch milliseconds. */
  public static ShopperEvent occurred(long when, ShopperEvent event) {
    return copy(event, event.getEventId(), when, event.getShopperId());
  }

  /** The same event from another source. */
  public static ShopperEvent reportedBy(String source, ShopperEvent event) {
    return new ShopperEvent(
        event.getEventId(),
        event.getOccurredAt(),
        event.getShopperId(),
        source,
        event.getHistorical(),
        event.getPayload());
  }

  /** The same event by another shopper. */
  public static ShopperEvent by(String shopper, ShopperEvent event) {
    return copy(event, event.getEventId(), event.getOccurredAt(), shopper);
  }

  /** The same order under another id. */
  public static ShopperEvent orderId(String orderId, ShopperEvent event) {
    OrderCompleted order = (OrderCompleted) event.getPayload();
    return with(event, order(order, orderId, order.getCartId()));
  }

  /** The same event, naming a cart. */
  public static ShopperEvent inCart(String cartId, ShopperEvent event) {
    Object payload = event.getPayload();
    if (payload instanceof ProductAdded added) {
      return with(event, new ProductAdded(cartId, added.getItem()));
    } else if (payload instanceof ProductRemoved removed) {
      return with(event, new ProductRemoved(cartId, removed.getItem()));
    } else if (payload instanceof CartReplaced replaced) {
      return with(
          event,
          new CartReplaced(
              cartId, replaced.getItems(), replaced.getValue(), replaced.getCurrency()));
    } else if (payload instanceof CartViewed viewed) {
      return with(event, new CartViewed(cartId, viewed.getItems()));
    } else if (payload instanceof CheckoutStarted started) {
      return with(event, checkout(started, cartId, started.getValue()));
    } else if (payload instanceof OrderCompleted order) {
      return with(event, order(order, order.getOrderId(), cartId));
    }
    throw new IllegalArgumentException(payload.getClass().getSimpleName() + " names no cart");
  }

  /** The same snapshot, checkout or order with a total, in minor units. */
  public static ShopperEvent worth(long total, ShopperEvent event) {
    Object payload = event.getPayload();
    if (payload instanceof CartReplaced replaced) {
      return with(event, new CartReplaced(replaced.getCartId(), replaced.getItems(), total, "USD"));
    } else if (payload instanceof CheckoutStarted started) {
      return with(event, checkout(started, started.getCartId(), total));
    } else if (payload instanceof OrderCompleted order) {
      return with(event, OrderCompleted.newBuilder(order).setTotal(total).build());
    }
    throw new IllegalArgumentException(payload.getClass().getSimpleName() + " has no total");
  }

  private static CheckoutStarted checkout(
      CheckoutStarted started, @Nullable String cartId, @Nullable Long total) {
    String currency = total == null ? null : "USD";
    return new CheckoutStarted(
        started.getCheckoutId(), cartId, started.getItems(), total, currency, started.getCoupon());
  }

  private static OrderCompleted order(
      OrderCompleted order, String orderId, @Nullable String cartId) {
    return new OrderCompleted(
        orderId,
        order.getCheckoutId(),
        cartId,
        order.getTotal(),
        order.getCurrency(),
        order.getCoupon(),
        order.getDiscount(),
        order.getItems());
  }

  private static ShopperEvent with(ShopperEvent event, Object payload) {
    return new ShopperEvent(
        event.getEventId(),
        event.getOccurredAt(),
        event.getShopperId(),
        event.getSource(),
        event.getHistorical(),
        payload);
  }

  private static ShopperEvent copy(
      ShopperEvent event, String eventId, long occurredAt, String shopperId) {
    return new ShopperEvent(
        eventId,
        occurredAt,
        shopperId,
        event.getSource(),
        event.getHistorical(),
        event.getPayload());
  }
}
