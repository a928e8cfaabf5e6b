package io.beckon.engine.flow.load;

import java.util.List;

/**
 * Names of events that shops and senders agree on: those of Segment's e-commerce and e-mail specs.
 */
final class EventNames {

  static final List<String> STANDARD =
      List.of(
          "Products Searched",
          "Product List Viewed",
          "Product List Filtered",
          "Promotion Viewed",
          "Promotion Clicked",
          "Product Clicked",
          "Product Viewed",
          "Product Added",
          "Product Removed",
          "Cart Viewed",
          "Checkout Started",
          "Checkout Step Viewed",
          "Checkout Step Completed",
          "Payment Info Entered",
          "Payment Failed",
          "Order Completed",
          "Order Updated",
          "Order Refunded",
          "Order Cancelled",
          "Order Fulfilled",
          "Order Delivered",
          "Coupon Entered",
          "Coupon Applied",
          "Coupon Denied",
          "Coupon Removed",
          "Product Added to Wishlist",
          "Product Removed from Wishlist",
          "Wishlist Product Added to Cart",
          "Product Shared",
          "Cart Shared",
          "Product Reviewed",
          "Consent Changed",
          "Email Delivered",
          "Email Opened",
          "Email Link Clicked",
          "Email Bounced",
          "Email Marked as Spam",
          "Unsubscribed",
          "SMS Replied");

  private EventNames() {}
}
