package io.beckon.engine;

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

/** What counts as activity of a shopper. */
enum Activity {
  /** Not something the shopper does on the site: consents, feedback, fulfilment, control. */
  NONE,
  /** Anything the shopper does on the site or in the app. */
  SITE,
  /** Site activity that is about the cart. */
  CART;

  static Activity of(Object payload) {
    if (payload instanceof ProductViewed || payload instanceof PageViewed) {
      return SITE;
    } else if (payload instanceof ProductAdded
        || payload instanceof ProductRemoved
        || payload instanceof CartReplaced
        || payload instanceof CartViewed
        || payload instanceof CheckoutStarted
        || payload instanceof CheckoutStepped
        || payload instanceof PaymentAttempted
        || payload instanceof CouponChanged) {
      return CART;
    } else if (payload instanceof OrderCompleted
        || payload instanceof ProductListViewed
        || payload instanceof ProductsSearched
        || payload instanceof CustomEvent) {
      return SITE;
    }
    return NONE;
  }
}
