package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.MEDIUM;

import java.time.Duration;
import java.util.List;

/**
 * When a shopper has abandoned something. All times are log time.
 *
 * @param settle the allowance for events that reach the log a little late
 * @param cartIdle idle time until an open cart is abandoned
 * @param checkoutIdle idle time until a begun checkout is abandoned
 * @param browseIdle idle time until a visit without a cart is abandoned
 * @param cartTtl time without cart activity until a cart is dropped
 * @param overrides other idle times for some carts and products, by name; see {@link IdleOverride}
 */
public record TimeConfig(
    Duration settle,
    Duration cartIdle,
    Duration checkoutIdle,
    Duration browseIdle,
    Duration cartTtl,
    List<IdleOverride> overrides) {

  public TimeConfig {
    overrides = List.copyOf(overrides);
  }

  static final Key<Duration> SETTLE =
      Key.of(
          "time.settle",
          Types.duration("0s", "1h"),
          "30s",
          MEDIUM,
          "How long after its due time something is decided, so that events that reach the log a"
              + " little late still count. Later waits are not counted from it.",
          "Covers batches of apps and the retries of a short network fault, and costs a message"
              + " nothing that its reader would notice.");

  static final Key<Duration> CART_IDLE =
      Key.of(
          "cart.idle",
          IdleOverride.IDLE,
          "1h",
          HIGH,
          "Time without site activity until an open cart is abandoned.",
          "The usual first step of cart recovery: late enough for most who are still shopping, early"
              + " enough to be remembered.");

  static final Key<Duration> CHECKOUT_IDLE =
      Key.of(
          "checkout.idle",
          IdleOverride.IDLE,
          "30m",
          HIGH,
          "Time without site activity until a begun checkout is abandoned.",
          "Who has begun to pay is closer to buying, and to trouble with the payment: sooner than a"
              + " cart, yet with time for a payment at the bank.");

  static final Key<Duration> BROWSE_IDLE =
      Key.of(
          "browse.idle",
          IdleOverride.IDLE,
          "4h",
          HIGH,
          "Time without site activity until a visit with products viewed and no cart is abandoned."
              + " It ends the visit, too.",
          "Looking is not yet wanting: a message too soon is felt as being watched.");

  static final Key<Duration> CART_TTL =
      Key.of(
          "cart.ttl",
          Types.duration("1h", "3650d"),
          "30d",
          MEDIUM,
          "Time without cart activity until a cart is dropped.",
          "After a month, a cart says little of what its owner wants now.");

  static final List<Key<?>> KEYS = List.of(SETTLE, CART_IDLE, CHECKOUT_IDLE, BROWSE_IDLE, CART_TTL);

  static TimeConfig from(Values values) {
    TimeConfig time =
        new TimeConfig(
            values.get(SETTLE),
            values.get(CART_IDLE),
            values.get(CHECKOUT_IDLE),
            values.get(BROWSE_IDLE),
            values.get(CART_TTL),
            IdleOverride.allFrom(values));
    for (Key<Duration> idle : List.of(CART_IDLE, CHECKOUT_IDLE)) {
      values.require(
          values.get(idle).compareTo(time.cartTtl()) < 0,
          "a cart would be dropped before it could be abandoned. Make "
              + CART_TTL.name()
              + " the longer one.",
          idle,
          CART_TTL);
    }
    return time;
  }
}
