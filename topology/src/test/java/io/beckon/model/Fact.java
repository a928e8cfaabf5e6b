package io.beckon.model;

import io.beckon.contract.CartReplaced;
import io.beckon.contract.CartViewed;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.PageViewed;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductListViewed;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ProductsSearched;
import io.beckon.contract.ShopperEvent;
import java.util.Set;

/**
 * An event that counts (no repetition of an earlier one), and the time of its partition when it was
 * read.
 *
 * @param at highest append time of the partition up to and including the event, epoch milliseconds
 */
record Fact(long at, ShopperEvent event) {

  private static final Set<Class<?>> CART =
      Set.of(
          ProductAdded.class,
          ProductRemoved.class,
          CartReplaced.class,
          CartViewed.class,
          CouponChanged.class,
          CheckoutStarted.class,
          CheckoutStepped.class,
          PaymentAttempted.class);

  private static final Set<Class<?>> ELSEWHERE_ON_THE_SITE =
      Set.of(
          PageViewed.class,
          ProductViewed.class,
          ProductListViewed.class,
          ProductsSearched.class,
          CustomEvent.class,
          OrderCompleted.class);

  private static final Set<Class<?>> CHECKOUT =
      Set.of(CheckoutStarted.class, CheckoutStepped.class, PaymentAttempted.class);

  Object payload() {
    return event.getPayload();
  }

  boolean isHistorical() {
    return event.getHistorical();
  }

  /** Is it about a cart, now or in the past? */
  boolean isAboutTheCart() {
    return CART.contains(payload().getClass());
  }

  boolean isOrder() {
    return payload() instanceof OrderCompleted;
  }

  boolean isCartActivity() {
    return isAboutTheCart() && !isHistorical();
  }

  boolean isSiteActivity() {
    return !isHistorical()
        && (isAboutTheCart() || ELSEWHERE_ON_THE_SITE.contains(payload().getClass()));
  }

  boolean isProductView() {
    return payload() instanceof ProductViewed && !isHistorical();
  }

  /** Nobody takes a step in, or pays in, a checkout that was not begun. */
  boolean beginsTheCheckout() {
    return CHECKOUT.contains(payload().getClass()) && !isHistorical();
  }
}
