package io.beckon.engine;

import io.beckon.contract.CartReplaced;
import io.beckon.contract.CartViewed;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.CouponAction;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.Item;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.RemovedLine;
import io.beckon.engine.shopper.Shopper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What events about the cart do to it. */
final class CartUpdates {

  private CartUpdates() {}

  /**
   * Applies an event about the cart.
   *
   * @param live false for a historical event: it changes what the cart holds and arms nothing
   */
  static void cart(Shopper shopper, ShopperEvent event, long at, boolean live) {
    Object payload = event.getPayload();
    Cart before = shopper.cart();
    Cart cart = contents(before, payload, at);
    if (before != null && !(payload instanceof ProductAdded)) {
      cart = remembering(shopper, before, cart, at);
    }
    String cartId = cartId(payload);
    if (cart != null && cartId != null) {
      cart = cart.named(cartId);
    }
    if (cart != null && live) {
      cart = progress(cart, payload).active(at);
    }
    shopper.cart(cart);
  }

  /**
   * Remembers which lines were taken out, with the cart or, when it is empty now, with the
   * shopper's links: the same line of another id of the shopper must not bring them back.
   */
  @SuppressWarnings("ReferenceEquality") // the same object: unchanged
  private static @Nullable Cart remembering(
      Shopper shopper, Cart before, @Nullable Cart cart, long at) {
    if (cart == before) {
      return cart;
    }
    Set<Long> left = new HashSet<>();
    if (cart != null) {
      cart.items().forEach(item -> left.add(RemovedLine.line(item)));
    }
    List<RemovedLine> gone = new ArrayList<>();
    for (Item item : before.items()) {
      long line = RemovedLine.line(item);
      if (!left.contains(line)) {
        gone.add(new RemovedLine(line, at));
      }
    }
    if (cart == null) {
      List<RemovedLine> all = new ArrayList<>(before.removed());
      all.addAll(gone);
      shopper.head(shopper.head().with(shopper.head().links().removing(all)));
    }
    return cart == null || gone.isEmpty() ? cart : cart.without(gone);
  }

  private static @Nullable Cart contents(@Nullable Cart cart, Object payload, long at) {
    if (payload instanceof ProductAdded added) {
      return Cart.added(cart, added.getItem(), at);
    } else if (payload instanceof ProductRemoved removed) {
      return Cart.removed(cart, removed.getItem(), at);
    } else if (payload instanceof CartReplaced snapshot) {
      return Cart.replaced(
          cart, snapshot.getItems(), snapshot.getValue(), snapshot.getCurrency(), at);
    } else if (payload instanceof CartViewed viewed && viewed.getItems() != null) {
      return Cart.replaced(cart, viewed.getItems(), null, null, at);
    } else if (payload instanceof CheckoutStarted checkout) {
      Long value = checkout.getValue();
      if (!listsAnything(checkout)) {
        return cart == null || value == null ? cart : cart.worth(value, checkout.getCurrency());
      }
      return Cart.replaced(
          cart, checkout.getItems(), checkout.getValue(), checkout.getCurrency(), at);
    }
    return cart;
  }

  private static boolean listsAnything(CheckoutStarted checkout) {
    for (Item item : checkout.getItems()) {
      if (item.getQuantity() >= 1) {
        return true;
      }
    }
    return false;
  }

  /** The cart that an event names, null when it names none. */
  private static @Nullable String cartId(Object payload) {
    if (payload instanceof ProductAdded added) {
      return added.getCartId();
    } else if (payload instanceof ProductRemoved removed) {
      return removed.getCartId();
    } else if (payload instanceof CartReplaced snapshot) {
      return snapshot.getCartId();
    } else if (payload instanceof CartViewed viewed) {
      return viewed.getCartId();
    } else if (payload instanceof CheckoutStarted checkout) {
      return checkout.getCartId();
    }
    return null;
  }

  private static Cart progress(Cart cart, Object payload) {
    if (payload instanceof CheckoutStarted checkout) {
      Cart begun = cart.inCheckout(null, null);
      return checkout.getCoupon() == null ? begun : begun.withCoupon(checkout.getCoupon());
    } else if (payload instanceof CheckoutStepped step) {
      return cart.inCheckout(step.getStep(), step.getError());
    } else if (payload instanceof PaymentAttempted payment) {
      return cart.inCheckout("payment", payment.getError());
    } else if (payload instanceof CouponChanged coupon) {
      return coupon.getAction() == CouponAction.APPLIED
          ? cart.withCoupon(coupon.getCode())
          : coupon.getAction() == CouponAction.ENTERED ? cart : cart.withCoupon(null);
    }
    return cart;
  }
}
