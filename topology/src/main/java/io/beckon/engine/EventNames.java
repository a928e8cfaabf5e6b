package io.beckon.engine;

import io.beckon.contract.CartReplaced;
import io.beckon.contract.CartViewed;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.Identified;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.PageViewed;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductListViewed;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ProductsSearched;

/**
 * The names by which flows refer to events: Segment's names where its e-commerce spec has one, the
 * shop's own for custom events.
 */
public final class EventNames {

  /** A shopper wrote back. */
  public static final String REPLIED = "Message Replied";

  private EventNames() {}

  /** The name of an event by its payload; "" for control records. */
  public static String of(Object payload) {
    if (payload instanceof ProductViewed) {
      return "Product Viewed";
    } else if (payload instanceof PageViewed) {
      return "Page Viewed";
    } else if (payload instanceof ProductAdded) {
      return "Product Added";
    } else if (payload instanceof ProductRemoved) {
      return "Product Removed";
    } else if (payload instanceof ProductListViewed) {
      return "Product List Viewed";
    } else if (payload instanceof ProductsSearched) {
      return "Products Searched";
    } else if (payload instanceof CartViewed) {
      return "Cart Viewed";
    } else if (payload instanceof CartReplaced) {
      return "Cart Updated";
    } else if (payload instanceof CouponChanged coupon) {
      return "Coupon " + word(coupon.getAction().name());
    } else if (payload instanceof CheckoutStarted) {
      return "Checkout Started";
    } else if (payload instanceof CheckoutStepped step) {
      return step.getCompleted() ? "Checkout Step Completed" : "Checkout Step Viewed";
    } else if (payload instanceof PaymentAttempted payment) {
      return payment.getFailed() ? "Payment Failed" : "Payment Info Entered";
    } else if (payload instanceof OrderCompleted) {
      return "Order Completed";
    } else if (payload instanceof OrderChanged order) {
      return "Order " + word(order.getStage().name());
    } else if (payload instanceof Identified) {
      return "Identified";
    } else if (payload instanceof ConsentChanged) {
      return "Consent Changed";
    } else if (payload instanceof MessageFeedback feedback) {
      return feedback(feedback);
    } else if (payload instanceof CustomEvent custom) {
      return custom.getName();
    }
    return "";
  }

  private static String feedback(MessageFeedback feedback) {
    return switch (feedback.getKind()) {
      case UNSUBSCRIBED -> "Unsubscribed";
      case COMPLAINED -> "Message Marked as Spam";
      default -> "Message " + word(feedback.getKind().name());
    };
  }

  private static String word(String constant) {
    return constant.charAt(0) + constant.substring(1).toLowerCase(java.util.Locale.ROOT);
  }
}
