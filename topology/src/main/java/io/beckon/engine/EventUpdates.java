package io.beckon.engine;

import io.beckon.contract.ConsentChanged;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.Identified;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.abandonment.Abandonment;
import io.beckon.engine.catalog.Catalog;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
import io.beckon.engine.shopper.Visit;
import org.jspecify.annotations.Nullable;

/**
 * What an event changes of what is known of a shopper, before anything follows from it. Historical
 * events are remembered too, but begin no visit and touch no cart that is younger than they are.
 */
final class EventUpdates {

  private final Abandonment abandonment;
  private final Catalog catalog;

  EventUpdates(Abandonment abandonment, Catalog catalog) {
    this.abandonment = abandonment;
    this.catalog = catalog;
  }

  /** Drops the cart whose time is over, unless a decision on it is still due. */
  void expire(Shopper shopper, ShopperEvent event, Activity activity, long at) {
    boolean live = !event.getHistorical();
    if ((live && activity != Activity.NONE)
        || activity == Activity.CART
        || event.getPayload() instanceof OrderCompleted) {
      abandonment.dropExpired(shopper, at);
    } else {
      abandonment.dropExpiredUnlessDue(shopper, at);
    }
  }

  /**
   * Remembers an event.
   *
   * @param at its append time, epoch milliseconds
   * @param saidAt when it was said, not after that
   * @return what it reports of an address; null: nothing
   */
  @Nullable Suppression remember(
      Shopper shopper, ShopperEvent event, Activity activity, long at, long saidAt) {
    Object payload = event.getPayload();
    boolean live = !event.getHistorical();
    if (live && activity != Activity.NONE) {
      abandonment.endVisitIfOver(shopper, at);
      begin(shopper, activity, at);
    }
    if (activity == Activity.CART) {
      CartUpdates.cart(shopper, event, at, live);
    } else if (payload instanceof ProductViewed view) {
      viewed(shopper, view, event, at, live);
    } else if (payload instanceof OrderCompleted order) {
      ordered(shopper, order, event, at, live);
    } else if (payload instanceof Identified identified) {
      ProfileUpdates.identified(shopper, identified, saidAt);
    } else if (payload instanceof ConsentChanged change) {
      ProfileUpdates.consentChanged(shopper, change.getConsent(), saidAt);
    } else if (payload instanceof MessageFeedback feedback) {
      return ProfileUpdates.feedback(shopper, feedback, saidAt);
    } else if (payload instanceof OrderChanged change) {
      ProfileUpdates.orderChanged(shopper, change);
    } else if (payload instanceof CustomEvent custom) {
      WishUpdates.heard(shopper, custom, saidAt);
    }
    return null;
  }

  private static void begin(Shopper shopper, Activity activity, long at) {
    Visit visit = shopper.visit();
    if (visit == null) {
      visit = Visit.startingAt(at);
    }
    shopper.visit(activity == Activity.CART ? visit.withCartActivity() : visit);
    shopper.head(shopper.head().activeAt(at));
  }

  private static void viewed(
      Shopper shopper, ProductViewed view, ShopperEvent event, long at, boolean live) {
    Visit visit = shopper.visit();
    if (live && visit != null) {
      shopper.visit(visit.withView(visit.views().viewed(view.getItem(), at)));
    } else {
      shopper.history(
          shopper.history().viewed(view.getItem(), Math.min(event.getOccurredAt(), at)));
    }
  }

  private void ordered(
      Shopper shopper, OrderCompleted order, ShopperEvent event, long at, boolean live) {
    ProfileUpdates.ordered(shopper, order, Math.min(event.getOccurredAt(), at), catalog);
    WishUpdates.bought(shopper, order.getItems());
    if (live) {
      if (at - event.getOccurredAt() > Links.LATE_MS) {
        shopper.head(shopper.head().with(shopper.head().links().orderedAt(at)));
      }
      Abandonment.startAfresh(shopper, at);
    }
    Cart cart = shopper.cart();
    if (cart == null || namesAnother(order, cart)) {
      return;
    }
    if (live || event.getOccurredAt() >= cart.lastActivity()) {
      shopper.cart(null);
    }
  }

  private static boolean namesAnother(OrderCompleted order, Cart cart) {
    return order.getCartId() != null
        && cart.cartId() != null
        && !order.getCartId().equals(cart.cartId());
  }
}
