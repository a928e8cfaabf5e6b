package io.beckon.model;

import io.beckon.contract.CartReplaced;
import io.beckon.contract.CartViewed;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cart of one shopper, replayed from the beginning of the history for one question. */
final class ReplayedCart {

  private static final int NEVER = -1;

  /** What makes a line: the product and its variant. */
  private record Key(String productId, @Nullable String variantId) {
    static Key of(Item item) {
      return new Key(item.getProductId(), item.getVariantId());
    }
  }

  private record Line(int quantity, @Nullable Long price) {}

  private final long ttl;
  private final Map<Key, Line> lines = new LinkedHashMap<>();
  private @Nullable String cartId;
  private @Nullable Long statedTotal;
  private boolean checkoutBegun;
  private long lastActivity;
  private int lastLiveActivity = NEVER;

  ReplayedCart(long ttl) {
    this.ttl = ttl;
  }

  /** Does it hold anything at this time? */
  boolean isOpenAt(long time) {
    return isOpen() && time < lastActivity + ttl;
  }

  boolean isCheckoutBegun() {
    return checkoutBegun;
  }

  /** Index of the latest cart activity since the cart was opened, -1 when there was none. */
  int lastLiveActivity() {
    return lastLiveActivity;
  }

  /** The lines, as items. */
  List<Item> items() {
    List<Item> items = new ArrayList<>();
    lines.forEach(
        (key, line) ->
            items.add(
                Events.line(key.productId(), key.variantId(), line.quantity(), line.price())));
    return items;
  }

  /** Minor units; null when nothing has a price. */
  @Nullable Long value() {
    if (statedTotal != null) {
      return statedTotal;
    }
    Long sum = null;
    for (Line line : lines.values()) {
      if (line.price() != null) {
        sum = (sum == null ? 0 : sum) + line.quantity() * line.price();
      }
    }
    return sum;
  }

  /** Takes the next event of the shopper. */
  void apply(Fact fact, int index) {
    if (!fact.isAboutTheCart() && !fact.isOrder()) {
      return;
    }
    if (!isOpenAt(fact.at())) {
      close();
    }
    if (fact.payload() instanceof OrderCompleted order) {
      boolean anotherCart =
          order.getCartId() != null && cartId != null && !order.getCartId().equals(cartId);
      boolean beforeThisCart = fact.isHistorical() && fact.event().getOccurredAt() < lastActivity;
      if (!anotherCart && !beforeThisCart) {
        close();
      }
      return;
    }
    boolean wasOpen = isOpen();
    changeContents(fact.payload());
    if (!isOpen()) {
      close();
      return;
    }
    String named = namedCart(fact.payload());
    if (named != null) {
      cartId = named;
    }
    if (!wasOpen || !fact.isHistorical()) {
      lastActivity = fact.at();
    }
    if (!fact.isHistorical()) {
      lastLiveActivity = index;
      checkoutBegun = checkoutBegun || fact.beginsTheCheckout();
    }
  }

  private boolean isOpen() {
    return !lines.isEmpty();
  }

  private void close() {
    lines.clear();
    cartId = null;
    statedTotal = null;
    checkoutBegun = false;
    lastActivity = 0;
    lastLiveActivity = NEVER;
  }

  private void changeContents(Object payload) {
    if (payload instanceof ProductAdded added) {
      add(added.getItem());
    } else if (payload instanceof ProductRemoved removed) {
      remove(removed.getItem());
    } else if (payload instanceof CartReplaced replaced) {
      replace(replaced.getItems(), replaced.getValue());
    } else if (payload instanceof CartViewed viewed) {
      List<Item> items = viewed.getItems();
      if (items != null) {
        replace(items, null);
      }
    } else if (payload instanceof CheckoutStarted started) {
      boolean listsProducts = started.getItems().stream().anyMatch(item -> item.getQuantity() > 0);
      if (listsProducts) {
        replace(started.getItems(), started.getValue());
      } else if (started.getValue() != null && isOpen()) {
        statedTotal = started.getValue();
      }
    }
  }

  private void add(Item item) {
    put(item, Math.max(1, item.getQuantity()));
    statedTotal = null;
  }

  private void put(Item item, int pieces) {
    Line known = lines.get(Key.of(item));
    if (known == null) {
      lines.put(Key.of(item), new Line(pieces, item.getPrice()));
    } else {
      Long price = item.getPrice() != null ? item.getPrice() : known.price();
      lines.put(Key.of(item), new Line(known.quantity() + pieces, price));
    }
  }

  private void remove(Item item) {
    Line known = lines.get(Key.of(item));
    if (known == null) {
      return;
    }
    int left = known.quantity() - Math.max(1, item.getQuantity());
    if (left > 0) {
      lines.put(Key.of(item), new Line(left, known.price()));
    } else {
      lines.remove(Key.of(item));
    }
    statedTotal = null;
  }

  private void replace(List<Item> items, @Nullable Long total) {
    lines.clear();
    for (Item item : items) {
      if (item.getQuantity() > 0) {
        put(item, item.getQuantity());
      }
    }
    statedTotal = total;
  }

  private static @Nullable String namedCart(Object payload) {
    if (payload instanceof ProductAdded added) {
      return added.getCartId();
    } else if (payload instanceof ProductRemoved removed) {
      return removed.getCartId();
    } else if (payload instanceof CartReplaced replaced) {
      return replaced.getCartId();
    } else if (payload instanceof CartViewed viewed) {
      return viewed.getCartId();
    } else if (payload instanceof CheckoutStarted started) {
      return started.getCartId();
    }
    return null;
  }
}
