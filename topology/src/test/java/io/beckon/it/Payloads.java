package io.beckon.it;

import io.beckon.contract.Channel;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Identified;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.PageViewed;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductViewed;
import java.util.List;

/** What shoppers do, as payloads of events. */
final class Payloads {

  private Payloads() {}

  /** Says who they are, and yes to e-mail for every purpose. */
  static Identified identifiedWithConsent(String shopper) {
    return identifiedWithConsent(shopper, "UTC");
  }

  static Identified identifiedWithConsent(String shopper, String zone) {
    return Identified.newBuilder()
        .setTimezone(zone)
        .setEmail(shopper + "@example.org")
        .setConsents(
            List.of(
                ConsentGiven.newBuilder()
                    .setChannel(Channel.EMAIL)
                    .setState(ConsentState.GRANTED)
                    .setSource("test")
                    .build()))
        .build();
  }

  static ProductAdded added(String product) {
    return ProductAdded.newBuilder().setItem(item(product)).build();
  }

  static ProductViewed viewed(String product) {
    return ProductViewed.newBuilder().setItem(item(product)).build();
  }

  static CheckoutStarted checkout() {
    return CheckoutStarted.newBuilder().build();
  }

  static PageViewed page() {
    return PageViewed.newBuilder().setName("home").build();
  }

  static OrderCompleted ordered(String orderId, String product) {
    return OrderCompleted.newBuilder()
        .setOrderId(orderId)
        .setTotal(2_500L)
        .setCurrency("EUR")
        .setItems(List.of(item(product)))
        .build();
  }

  private static Item item(String product) {
    return Item.newBuilder()
        .setProductId(product)
        .setPrice(2_500L)
        .setCurrency("EUR")
        .setName("Product " + product)
        .build();
  }
}
