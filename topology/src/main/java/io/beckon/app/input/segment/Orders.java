package io.beckon.app.input.segment;

import io.beckon.app.input.field.Ids;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.field.Refusal;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.OrderStage;
import org.jspecify.annotations.Nullable;

/**
 * Orders. One that was placed is never refused: a lost order is a message after a purchase. What
 * cannot be read of it is left out.
 */
record Orders(Products products) {

  OrderCompleted completed(Props properties, String eventId) {
    String currency = orNull(() -> products.currency(properties));
    return new OrderCompleted(
        orderId(properties, eventId),
        orNull(() -> Track.checkoutId(properties)),
        orNull(() -> properties.id(Ids.MAX_BYTES, "cart_id", "cartId")),
        amount(properties, currency, "total", "value", "revenue"),
        currency,
        properties.name("coupon"),
        amount(properties, currency, "discount"),
        products.ofOrder(properties, currency));
  }

  OrderChanged changed(Props properties, OrderStage stage) throws Refusal {
    String orderId = properties.id(Ids.MAX_BYTES, "order_id", "orderId", "transaction_id");
    if (orderId == null) {
      throw new Refusal(Reason.NO_ORDER, "no order: expected " + properties.at("order_id"));
    }
    String currency = products.currency(properties);
    Long refunded =
        stage == OrderStage.REFUNDED
            ? properties.money(currency, "amount", "total", "value", "revenue")
            : null;
    return new OrderChanged(
        orderId,
        stage,
        refunded,
        refunded == null ? null : currency,
        properties.url("tracking_url", "trackingUrl"),
        properties.name("carrier", "tracking_company"),
        products.list(properties, currency));
  }

  /** An order without an id is the event that told of it; an id too long is known by its name. */
  private static String orderId(Props properties, String eventId) {
    String id = properties.raw("order_id", "orderId", "transaction_id");
    if (id == null) {
      return "event:" + Ids.named(eventId);
    }
    return Ids.fits(id, Ids.MAX_BYTES) ? id : Ids.named(id);
  }

  private static @Nullable Long amount(
      Props properties, @Nullable String currency, String... names) {
    return currency == null ? null : orNull(() -> properties.money(currency, names));
  }

  private interface Reading<T> {
    @Nullable T read() throws Refusal;
  }

  private static <T> @Nullable T orNull(Reading<T> reading) {
    try {
      return reading.read();
    } catch (Refusal refusal) {
      return null;
    }
  }
}
