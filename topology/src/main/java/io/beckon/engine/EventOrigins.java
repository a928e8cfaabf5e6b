package io.beckon.engine;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.Item;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.shopper.Items;
import io.beckon.engine.shopper.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a flow sees of the event or trigger that starts it. Property names are Segment's. */
public final class EventOrigins {

  /** Characters of a reply that flows see. */
  static final int MAX_WRITTEN = 1_000;

  private EventOrigins() {}

  /** What a flow sees of an event of that name. */
  public static Origin of(ShopperEvent event, String name, long at) {
    Object payload = event.getPayload();
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Item> items = List.of();
    Long value = null;
    String currency = null;
    String cartId = null;
    String step = null;
    String error = null;
    if (payload instanceof CustomEvent custom) {
      custom.getProperties().forEach((key, v) -> put(properties, key, v));
    } else if (payload instanceof OrderCompleted order) {
      items = order.getItems();
      value = order.getTotal() != null ? order.getTotal() : Items.value(items);
      currency = order.getCurrency();
      cartId = order.getCartId();
      put(properties, "order_id", order.getOrderId());
      put(properties, "coupon", order.getCoupon());
      put(properties, "total", order.getTotal());
    } else if (payload instanceof OrderChanged change) {
      items = change.getItems();
      value = change.getAmount();
      currency = change.getCurrency();
      put(properties, "order_id", change.getOrderId());
      put(properties, "tracking_url", change.getTrackingUrl());
      put(properties, "carrier", change.getCarrier());
    } else if (payload instanceof PaymentAttempted payment) {
      error = payment.getError();
      put(properties, "order_id", payment.getOrderId());
      put(properties, "checkout_id", payment.getCheckoutId());
      put(properties, "method", payment.getMethod());
      put(properties, "error", payment.getError());
    } else if (payload instanceof CheckoutStarted checkout) {
      items = checkout.getItems();
      value = checkout.getValue() != null ? checkout.getValue() : Items.value(items);
      currency = checkout.getCurrency();
      cartId = checkout.getCartId();
      put(properties, "checkout_id", checkout.getCheckoutId());
    } else if (payload instanceof CheckoutStepped stepped) {
      step = stepped.getStep();
      error = stepped.getError();
      put(properties, "checkout_id", stepped.getCheckoutId());
      put(properties, "step", stepped.getStep());
      put(properties, "error", stepped.getError());
    } else if (payload instanceof CouponChanged coupon) {
      put(properties, "coupon", coupon.getCode());
      put(properties, "reason", coupon.getReason());
    } else if (payload instanceof ProductViewed viewed) {
      items = List.of(viewed.getItem());
    } else if (payload instanceof ProductAdded added) {
      items = List.of(added.getItem());
      cartId = added.getCartId();
    } else if (payload instanceof ProductRemoved removed) {
      items = List.of(removed.getItem());
      cartId = removed.getCartId();
    } else if (payload instanceof ConsentChanged change) {
      ConsentGiven consent = change.getConsent();
      put(properties, "channel", word(consent.getChannel()));
      put(properties, "purpose", consent.getPurpose() == null ? null : word(consent.getPurpose()));
      put(properties, "state", word(consent.getState()));
      put(properties, "source", consent.getSource());
    } else if (payload instanceof MessageFeedback feedback) {
      put(properties, "link", feedback.getLink());
      put(properties, "topic", feedback.getTopic());
      put(properties, "text", written(feedback.getText()));
      put(
          properties,
          "channel",
          feedback.getChannel() == null ? null : feedback.getChannel().name());
      put(properties, "command_id", feedback.getCommandId());
    }
    return new Origin(
        event.getEventId(),
        null,
        at,
        cartId,
        items,
        value,
        currency,
        step,
        error,
        name,
        properties);
  }

  static Origin of(AbandonmentTrigger trigger) {
    return new Origin(
        trigger.getTriggerId(),
        trigger.getKind(),
        trigger.getIdleSince(),
        trigger.getCartId(),
        trigger.getItems(),
        trigger.getValue(),
        trigger.getCurrency(),
        trigger.getCheckoutStep(),
        trigger.getCheckoutError(),
        "",
        Map.of());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The beginning of what a shopper wrote: it is kept with each run that it starts. */
  private static @Nullable String written(@Nullable String text) {
    if (text == null || text.length() <= MAX_WRITTEN) {
      return text;
    }
    boolean pair = Character.isHighSurrogate(text.charAt(MAX_WRITTEN - 1));
    return text.substring(0, pair ? MAX_WRITTEN - 1 : MAX_WRITTEN);
  }

  private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.put(name, value);
    }
  }
}
