package io.beckon.engine.abandonment;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Item;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.Ids;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Items;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When is a cart, a checkout or a browse abandoned.
 *
 * <ul>
 *   <li>CART: due {@code lastSiteActivity + cartIdle}, cart open, checkout not begun since it was
 *       opened.
 *   <li>CHECKOUT: due {@code lastSiteActivity + checkoutIdle}, cart open, checkout begun.
 *   <li>BROWSE: due {@code lastSiteActivity + browseIdle}, if in this visit, since the last order
 *       or trigger in it, a product was viewed and there was no cart activity.
 * </ul>
 *
 * CART and CHECKOUT fire again only after new cart activity, and at most one of them in an idle
 * period. A visit ends when its browse idle time is over; where that is no trigger, nothing happens
 * then, and the next activity finds out. Only append times count.
 */
public final class Abandonment {

  /** Nothing is due. */
  public static final long NEVER = Long.MAX_VALUE;

  private final String store;
  private final AbandonmentSettings settings;
  private final IdleTimes idle;

  /** Rules of a store, whose id is part of every trigger id. */
  public Abandonment(String store, AbandonmentSettings settings) {
    this.store = store;
    this.settings = settings;
    this.idle = new IdleTimes(settings);
  }

  /**
   * When the next of them is due (epoch milliseconds, without settle), or {@link #NEVER}. It never
   * moves to an earlier time but by cart activity.
   */
  public long nextDue(Shopper shopper) {
    return Math.min(cartDue(shopper), visitDue(shopper));
  }

  /** As above, of a shopper's parts. */
  public long nextDue(Shopper.Parts parts) {
    return Math.min(cartDue(parts.head(), parts.cart()), visitDue(parts.head(), parts.visit()));
  }

  /** When the cart or its checkout is due, {@link #NEVER} if it is not. */
  private long cartDue(Shopper shopper) {
    return cartDue(shopper.head(), shopper.cart());
  }

  private long cartDue(Head head, @Nullable Cart cart) {
    return cart != null && cart.armed() ? head.lastSiteActivity() + idle.of(cart) : NEVER;
  }

  private long visitDue(Shopper shopper) {
    return visitDue(shopper.head(), shopper.visit());
  }

  /** When the end of the visit is a trigger; one that is none needs no timer. */
  private long visitDue(Head head, @Nullable Visit visit) {
    return visit != null && visit.isBrowse() ? endOf(head, visit) : NEVER;
  }

  private long endOf(Head head, Visit visit) {
    return head.lastSiteActivity() + idle.of(visit);
  }

  /**
   * Ends the visit if it is over at a time, as its next activity finds it. Only one that ends
   * without a trigger is still there then.
   */
  public void endVisitIfOver(Shopper shopper, long at) {
    Visit visit = shopper.visit();
    if (visit == null) {
      return;
    }
    long end = endOf(shopper.head(), visit);
    if (end + settings.settle() <= at) {
      keepViews(shopper, visit, end);
      shopper.visit(null);
    }
  }

  /** Drops the cart if it had no cart activity for the cart TTL at a time. */
  public void dropExpired(Shopper shopper, long at) {
    Cart cart = shopper.cart();
    if (cart != null && cart.lastActivity() + settings.cartTtl() <= at) {
      shopper.cart(null);
    }
  }

  /**
   * As {@link #dropExpired}, but keeps a cart that expired after its trigger was due: within settle
   * the trigger is still to be decided, and what does not touch the cart must not prevent it.
   */
  public void dropExpiredUnlessDue(Shopper shopper, long at) {
    Cart cart = shopper.cart();
    if (cart == null) {
      return;
    }
    long expiresAt = cart.lastActivity() + settings.cartTtl();
    if (expiresAt <= at && cartDue(shopper) >= expiresAt) {
      shopper.cart(null);
    }
  }

  /** Fires what is due at {@code due}: reports the triggers, disarms, and ends the visit. */
  public void fire(Shopper shopper, long due, Consumer<AbandonmentTrigger> triggers) {
    if (cartDue(shopper) == due) {
      fireCart(shopper, due, triggers);
    }
    if (visitDue(shopper) == due) {
      endVisit(shopper, due, triggers);
    }
  }

  /**
   * Makes nothing due at {@code due} any more, without a trigger: what is left of a timer that
   * failed.
   */
  public void disarm(Shopper shopper, long due) {
    Cart cart = shopper.cart();
    if (cart != null && cartDue(shopper) == due) {
      shopper.cart(cart.disarmed());
    }
    if (visitDue(shopper) == due) {
      shopper.visit(null);
    }
  }

  /**
   * After an order or a trigger: what was viewed and done in the visit before it no longer counts
   * for a browse abandonment. The views go to the browse history.
   */
  public static void startAfresh(Shopper shopper, long at) {
    Visit visit = shopper.visit();
    if (visit == null) {
      return;
    }
    keepViews(shopper, visit, at);
    shopper.visit(visit.reset());
  }

  private static void keepViews(Shopper shopper, Visit visit, long at) {
    if (!visit.views().isEmpty()) {
      shopper.history(shopper.history().joined(visit.views(), at));
    }
  }

  private void fireCart(Shopper shopper, long due, Consumer<AbandonmentTrigger> triggers) {
    dropExpired(shopper, due);
    Cart cart = shopper.cart();
    if (cart == null) {
      return;
    }
    shopper.cart(cart.disarmed());
    startAfresh(shopper, due);
    TriggerKind kind = cart.checkoutBegun() ? TriggerKind.CHECKOUT : TriggerKind.CART;
    triggers.accept(trigger(shopper, kind, due, cart.items(), cart));
  }

  private void endVisit(Shopper shopper, long due, Consumer<AbandonmentTrigger> triggers) {
    Visit visit = shopper.visit();
    if (visit == null) {
      return;
    }
    BrowseHistory views = visit.views();
    keepViews(shopper, visit, due);
    shopper.visit(null);
    if (visit.isBrowse()) {
      List<Item> viewed = new ArrayList<>(views.size());
      for (int place = views.last(); place >= 0; place = views.before(place)) {
        viewed.add(views.itemAt(place));
      }
      triggers.accept(trigger(shopper, TriggerKind.BROWSE, due, viewed, null));
    }
  }

  private AbandonmentTrigger trigger(
      Shopper shopper, TriggerKind kind, long due, List<Item> items, @Nullable Cart cart) {
    long idleSince = shopper.head().lastSiteActivity();
    return new AbandonmentTrigger(
        Ids.of(store, "trigger", kind.name(), shopper.id(), Long.toString(idleSince)),
        kind,
        shopper.id(),
        due,
        idleSince,
        due + settings.settle(),
        cart == null ? null : cart.cartId(),
        items,
        cart == null ? null : cart.value(),
        cart == null ? Items.currency(items) : cart.currency(),
        cart == null ? null : cart.checkoutStep(),
        cart == null ? null : cart.checkoutError());
  }
}
