package io.beckon.app.input.segment;

import io.beckon.app.input.field.Ids;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.field.Refusal;
import io.beckon.app.input.field.Texts;
import io.beckon.contract.CartReplaced;
import io.beckon.contract.CartViewed;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.CouponAction;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.ErasureRequested;
import io.beckon.contract.Item;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderStage;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductListViewed;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ProductsSearched;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The payloads of a track call. */
record Track(Products products) {

  /**
   * The payloads, never none.
   *
   * @param name the event's name as the source wrote it
   * @param properties its properties
   * @param eventId id of the call, which stands for the order id of an order that has none
   */
  List<?> payloads(String name, Props properties, String eventId) throws Refusal {
    String normal = TrackKind.normal(name);
    TrackKind kind = TrackKind.of(normal);
    if (kind == null) {
      MessageFeedback feedback = Feedback.of(normal, properties);
      return List.of(feedback != null ? feedback : custom(name, properties));
    }
    String cartId = properties.id(Ids.MAX_BYTES, "cart_id", "cartId");
    Orders orders = new Orders(products);
    return switch (kind) {
      case PRODUCT_VIEWED -> products.about(properties).stream().map(ProductViewed::new).toList();
      case PRODUCT_ADDED ->
          products.about(properties).stream().map(i -> new ProductAdded(cartId, i)).toList();
      case PRODUCT_REMOVED ->
          products.about(properties).stream().map(i -> new ProductRemoved(cartId, i)).toList();
      case PRODUCT_LIST_VIEWED -> List.of(listViewed(properties));
      case PRODUCTS_SEARCHED -> List.of(searched(properties));
      case CART_VIEWED -> List.of(new CartViewed(cartId, listed(properties)));
      case CART_UPDATED -> List.of(cartUpdated(cartId, properties));
      case CHECKOUT_STARTED -> List.of(checkoutStarted(cartId, properties));
      case CHECKOUT_STEP_VIEWED -> List.of(stepped(properties, "unnamed", false));
      case CHECKOUT_STEP_COMPLETED -> List.of(stepped(properties, "unnamed", true));
      case SHIPPING_INFO_ENTERED -> List.of(stepped(properties, "shipping", true));
      case PAYMENT_INFO_ENTERED -> List.of(payment(properties, false));
      case PAYMENT_FAILED -> List.of(payment(properties, true));
      case ORDER_COMPLETED -> List.of(orders.completed(properties, eventId));
      case ORDER_UPDATED -> List.of(orders.changed(properties, OrderStage.UPDATED));
      case ORDER_REFUNDED -> List.of(orders.changed(properties, OrderStage.REFUNDED));
      case ORDER_CANCELLED -> List.of(orders.changed(properties, OrderStage.CANCELLED));
      case ORDER_FULFILLED -> List.of(orders.changed(properties, OrderStage.FULFILLED));
      case ORDER_SHIPPED -> List.of(orders.changed(properties, OrderStage.SHIPPED));
      case ORDER_DELIVERED -> List.of(orders.changed(properties, OrderStage.DELIVERED));
      case COUPON_ENTERED -> List.of(coupon(properties, CouponAction.ENTERED));
      case COUPON_APPLIED -> List.of(coupon(properties, CouponAction.APPLIED));
      case COUPON_DENIED -> List.of(coupon(properties, CouponAction.DENIED));
      case COUPON_REMOVED -> List.of(coupon(properties, CouponAction.REMOVED));
      case CONSENT_CHANGED -> List.of(new ConsentChanged(Consents.ofEvent(properties)));
      case ERASURE_REQUESTED -> List.of(new ErasureRequested(List.of(), List.of()));
    };
  }

  private static CustomEvent custom(String name, Props properties) {
    return new CustomEvent(name, Attributes.of(properties.node(), Set.of()));
  }

  private @Nullable List<Item> listed(Props properties) throws Refusal {
    return Products.listed(properties)
        ? products.list(properties, products.currency(properties))
        : null;
  }

  private ProductListViewed listViewed(Props properties) throws Refusal {
    return new ProductListViewed(
        properties.id(Ids.MAX_BYTES, "list_id", "item_list_id"),
        properties.name("category", "list_name", "item_list_name"),
        products.list(properties, products.currency(properties)));
  }

  private static ProductsSearched searched(Props properties) {
    String query = properties.text(Texts.MAX_TEXT, "query", "search_term");
    return new ProductsSearched(Objects.requireNonNullElse(query, ""));
  }

  /** Without products it is no snapshot: the cart was touched, and stays as it is known. */
  private Object cartUpdated(@Nullable String cartId, Props properties) throws Refusal {
    if (!Products.listed(properties)) {
      return new CartViewed(cartId, null);
    }
    String currency = products.currency(properties);
    return new CartReplaced(
        cartId,
        products.list(properties, currency),
        properties.money(currency, "value", "total", "revenue"),
        currency);
  }

  private CheckoutStarted checkoutStarted(@Nullable String cartId, Props properties)
      throws Refusal {
    String currency = products.currency(properties);
    return new CheckoutStarted(
        checkoutId(properties),
        cartId,
        products.list(properties, currency),
        properties.money(currency, "value", "total", "revenue"),
        currency,
        properties.name("coupon"));
  }

  private static CheckoutStepped stepped(Props properties, String otherwise, boolean completed)
      throws Refusal {
    String step = properties.name("step", "step_name", "name");
    return new CheckoutStepped(
        checkoutId(properties),
        step == null ? otherwise : step,
        completed,
        properties.text(Texts.MAX_TEXT, "error", "error_message"));
  }

  private static PaymentAttempted payment(Props properties, boolean failed) throws Refusal {
    return new PaymentAttempted(
        checkoutId(properties),
        properties.id(Ids.MAX_BYTES, "order_id", "orderId"),
        properties.name("payment_method", "payment_type", "method"),
        failed,
        properties.text(Texts.MAX_TEXT, "error", "error_message", "reason", "failure_reason"));
  }

  private CouponChanged coupon(Props properties, CouponAction action) throws Refusal {
    String code = properties.name("coupon_code", "code", "coupon", "coupon_id", "coupon_name");
    if (code == null) {
      throw new Refusal(
          Reason.NO_COUPON,
          "no coupon: expected " + properties.at("coupon_id") + " or " + properties.at("coupon"));
    }
    String currency = products.currency(properties);
    Long discount = properties.money(currency, "discount");
    return new CouponChanged(
        action,
        code,
        properties.text(Texts.MAX_TEXT, "reason"),
        discount,
        discount == null ? null : currency);
  }

  static @Nullable String checkoutId(Props properties) throws Refusal {
    return properties.id(Ids.MAX_BYTES, "checkout_id", "checkoutId");
  }
}
