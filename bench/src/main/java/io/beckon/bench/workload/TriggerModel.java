package io.beckon.bench.workload;

import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what must be called abandoned, by the rules of the contract and without the engine: no
 * timers, no order among shoppers. It looks at a shopper only when they do something, and once more
 * at the end. Knows the events that histories of this package hold, with the usual idle times.
 */
public final class TriggerModel implements EventSink {

  private static final long CART_IDLE = Duration.ofHours(1).toMillis();
  private static final long CHECKOUT_IDLE = Duration.ofMinutes(30).toMillis();
  private static final long BROWSE_IDLE = Duration.ofHours(4).toMillis();
  private static final long SETTLE = Duration.ofSeconds(30).toMillis();

  /** What is known of a shopper. */
  private static final class Known {
    final int partition;
    Map<String, Integer> cart = Map.of();
    long idleSince;
    boolean checkout;
    boolean armed;
    boolean visiting;
    boolean viewed;
    boolean cartActivity;

    Known(int partition) {
      this.partition = partition;
    }
  }

  private final long[] now;
  private final Map<Integer, Known> shoppers = new HashMap<>();
  private long carts;
  private long checkouts;
  private long browses;

  /** A model of a log with so many partitions. */
  public TriggerModel(int partitions) {
    now = new long[partitions];
    Arrays.fill(now, Long.MIN_VALUE);
  }

  @Override
  public void accept(int shopper, long at, ShopperEvent event) {
    Known known = shoppers.get(shopper);
    int partition = known == null ? ShopperIds.partition(shopper, now.length) : known.partition;
    now[partition] = Math.max(now[partition], at);
    Object payload = event.getPayload();
    boolean order = payload instanceof OrderCompleted;
    boolean view = payload instanceof ProductViewed;
    boolean cart = isAboutCart(payload);
    if (!order && !view && !cart) {
      return;
    }
    if (known == null) {
      known = new Known(partition);
      shoppers.put(shopper, known);
    }
    settle(known, now[partition]);
    known.idleSince = now[partition];
    known.visiting = true;
    if (order) {
      closeCart(known);
      startAfresh(known);
    } else if (view) {
      known.viewed = true;
    } else {
      known.cartActivity = true;
      change(known, payload);
    }
  }

  /** Counts what was still open and is due by the end of its partition. */
  public Expected finish() {
    for (Known known : shoppers.values()) {
      settle(known, now[known.partition]);
    }
    return new Expected(carts, checkouts, browses);
  }

  private void settle(Known known, long time) {
    if (!known.visiting && !known.armed) {
      return;
    }
    long idle = time - known.idleSince;
    long cartIdle = known.checkout ? CHECKOUT_IDLE : CART_IDLE;
    if (known.armed && idle >= cartIdle + SETTLE) {
      if (known.checkout) {
        checkouts++;
      } else {
        carts++;
      }
      known.armed = false;
      startAfresh(known);
    }
    if (known.visiting && idle >= BROWSE_IDLE + SETTLE) {
      if (known.viewed && !known.cartActivity) {
        browses++;
      }
      known.visiting = false;
      startAfresh(known);
    }
  }

  private static void startAfresh(Known known) {
    known.viewed = false;
    known.cartActivity = false;
  }

  private static void closeCart(Known known) {
    known.cart = Map.of();
    known.checkout = false;
    known.armed = false;
  }

  private static boolean isAboutCart(@Nullable Object payload) {
    return payload instanceof ProductAdded
        || payload instanceof ProductRemoved
        || payload instanceof CheckoutStarted
        || payload instanceof CheckoutStepped;
  }

  private static void change(Known known, Object payload) {
    boolean checkout = false;
    if (known.cart.isEmpty()) {
      known.cart = new HashMap<>(4);
    }
    if (payload instanceof ProductAdded added) {
      known.cart.merge(added.getItem().getProductId(), 1, Integer::sum);
    } else if (payload instanceof ProductRemoved removed) {
      known.cart.computeIfPresent(
          removed.getItem().getProductId(), (id, pieces) -> pieces > 1 ? pieces - 1 : null);
    } else if (payload instanceof CheckoutStarted started) {
      checkout = true;
      if (!started.getItems().isEmpty()) {
        known.cart.clear();
        for (Item item : started.getItems()) {
          known.cart.merge(item.getProductId(), 1, Integer::sum);
        }
      }
    } else {
      checkout = true;
    }
    if (known.cart.isEmpty()) {
      closeCart(known);
    } else {
      known.armed = true;
      known.checkout |= checkout;
    }
  }
}
