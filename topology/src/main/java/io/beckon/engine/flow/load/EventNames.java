package io.beckon.engine.flow.load;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * Names of events that shops and senders agree on: those of Segment's e-commerce and e-mail specs.
 */
public final class EventNames {

  /** What each of them means is agreed on: none stands for another. */
  public static final List<String> STANDARD =
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
          "Message Delivered",
          "Message Opened",
          "Message Clicked",
          "Message Replied",
          "Message Bounced",
          "Message Failed",
          "Message Marked as Spam",
          "Unsubscribed",
          "Segment Entered",
          "Segment Left",
          "Score Reached",
          "Score Dropped",
          "Stage Changed");

  /** Segment's names of what senders report, and what they are to flows. */
  static final Map<String, String> OF_REPORTS =
      Map.ofEntries(
          entry("Email Delivered", "Message Delivered"),
          entry("Email Opened", "Message Opened"),
          entry("Email Link Clicked", "Message Clicked"),
          entry("Email Bounced", "Message Bounced"),
          entry("Email Marked as Spam", "Message Marked as Spam"),
          entry("SMS Delivered", "Message Delivered"),
          entry("SMS Replied", "Message Replied"),
          entry("SMS Link Clicked", "Message Clicked"),
          entry("SMS Failed", "Message Failed"),
          entry("Push Notification Tapped", "Message Clicked"),
          entry("Push Notification Received", "Message Delivered"),
          entry("Push Notification Bounced", "Message Bounced"));

  private EventNames() {}
}
