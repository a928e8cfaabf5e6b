package io.beckon.bench.scenario;

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
import java.util.HashMap;
import java.util.Map;

/** What an event means for an abandonment, as the scenarios that are not Beckon see it. */
public enum SiteActivity {
  /** Nothing but that time goes on: no site activity, or one of the past. */
  NONE,
  /** Extends a visit; needs no cart. */
  BROWSING,
  /** About the cart. */
  CART,
  /** About the cart, and begins the checkout. */
  CHECKOUT,
  /** Closes the cart. */
  ORDER;

  private static final Map<Class<?>, SiteActivity> BY_PAYLOAD = byPayload();

  /** The activity that an event is. */
  public static SiteActivity of(ShopperEvent event) {
    return event.getHistorical()
        ? NONE
        : BY_PAYLOAD.getOrDefault(event.getPayload().getClass(), NONE);
  }

  /** Is it about the cart? */
  public boolean isCart() {
    return this == CART || this == CHECKOUT;
  }

  private static Map<Class<?>, SiteActivity> byPayload() {
    Map<Class<?>, SiteActivity> activities = new HashMap<>();
    activities.put(PageViewed.class, BROWSING);
    activities.put(ProductViewed.class, BROWSING);
    activities.put(ProductListViewed.class, BROWSING);
    activities.put(ProductsSearched.class, BROWSING);
    activities.put(CustomEvent.class, BROWSING);
    activities.put(ProductAdded.class, CART);
    activities.put(ProductRemoved.class, CART);
    activities.put(CartReplaced.class, CART);
    activities.put(CartViewed.class, CART);
    activities.put(CouponChanged.class, CART);
    activities.put(CheckoutStarted.class, CHECKOUT);
    activities.put(CheckoutStepped.class, CHECKOUT);
    activities.put(PaymentAttempted.class, CHECKOUT);
    activities.put(OrderCompleted.class, ORDER);
    return Map.copyOf(activities);
  }
}
