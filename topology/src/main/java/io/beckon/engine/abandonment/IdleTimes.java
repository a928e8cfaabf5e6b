package io.beckon.engine.abandonment;

import io.beckon.contract.Item;
import io.beckon.engine.abandonment.AbandonmentSettings.IdleOverride;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.CartLine;
import io.beckon.engine.shopper.Visit;
import org.jspecify.annotations.Nullable;

/** How long is idle, for this cart or visit. */
final class IdleTimes {

  private final AbandonmentSettings settings;

  IdleTimes(AbandonmentSettings settings) {
    this.settings = settings;
  }

  /** Idle time, in milliseconds, after which the cart (or its checkout) is abandoned. */
  long of(Cart cart) {
    long longest = 0;
    for (IdleOverride override : settings.overrides()) {
      Long idle = cart.checkoutBegun() ? override.checkoutIdle() : override.cartIdle();
      if (idle != null && idle > longest && fits(override, cart)) {
        longest = idle;
      }
    }
    if (longest > 0) {
      return longest;
    }
    return cart.checkoutBegun() ? settings.checkoutIdle() : settings.cartIdle();
  }

  /** Idle time, in milliseconds, after which the visit is over. */
  long of(Visit visit) {
    long longest = 0;
    for (IdleOverride override : settings.overrides()) {
      Long idle = override.browseIdle();
      boolean forVisits = override.minValue() == null;
      if (idle != null && idle > longest && forVisits && fits(override, visit)) {
        longest = idle;
      }
    }
    return longest > 0 ? longest : settings.browseIdle();
  }

  private static boolean fits(IdleOverride override, Cart cart) {
    Long minValue = override.minValue();
    if (minValue != null) {
      Long value = cart.value();
      boolean sameCurrency =
          override.currency() == null || override.currency().equals(cart.currency());
      if (value == null || value < minValue || !sameCurrency) {
        return false;
      }
    }
    if (override.category() == null) {
      return true;
    }
    for (CartLine line : cart.lines()) {
      if (within(line.item(), override.category())) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(IdleOverride override, Visit visit) {
    if (override.category() == null) {
      return true;
    }
    BrowseHistory views = visit.views();
    for (int place = views.first(); place >= 0; place = views.after(place)) {
      if (within(views.itemAt(place), override.category())) {
        return true;
      }
    }
    return false;
  }

  private static boolean within(Item item, @Nullable String category) {
    String path = item.getCategory();
    if (path == null || category == null || !path.startsWith(category)) {
      return false;
    }
    return path.length() == category.length()
        || path.charAt(category.length()) == '.'
        || path.charAt(category.length()) == '/';
  }
}
