package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The open cart: it holds at least one line. No cart, an empty cart and a closed cart are the same
 * thing, written as null.
 *
 * @param cartId the shop's id of it, null when the source does not tell
 * @param openedAt append time of the record that opened it, epoch milliseconds
 * @param lastActivity append time of the latest cart activity, epoch milliseconds
 * @param armed there was cart activity since the last cart or checkout trigger
 * @param checkoutBegun the checkout was begun since the cart was opened
 * @param lines what it holds, in order of first addition
 * @param statedValue total in minor units as the shop reckoned it with its latest snapshot, null
 *     when the sum of the lines counts
 * @param statedCurrency currency of the stated value, or of lines that name none
 * @param removed lines that were taken out of it, the latest last
 */
public record Cart(
    @Nullable String cartId,
    long openedAt,
    long lastActivity,
    boolean armed,
    boolean checkoutBegun,
    List<CartLine> lines,
    @Nullable Long statedValue,
    @Nullable String statedCurrency,
    @Nullable String checkoutStep,
    @Nullable String checkoutError,
    @Nullable String coupon,
    List<RemovedLine> removed) {

  /** How many lines a cart keeps; what is added beyond them is left out. */
  public static final int MAX_LINES = 200;

  public Cart {
    lines = List.copyOf(lines);
    removed = List.copyOf(removed);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("an empty cart is no cart");
    }
  }

  /** A cart that nothing was taken out of. */
  public Cart(
      @Nullable String cartId,
      long openedAt,
      long lastActivity,
      boolean armed,
      boolean checkoutBegun,
      List<CartLine> lines,
      @Nullable Long statedValue,
      @Nullable String statedCurrency,
      @Nullable String checkoutStep,
      @Nullable String checkoutError,
      @Nullable String coupon) {
    this(
        cartId,
        openedAt,
        lastActivity,
        armed,
        checkoutBegun,
        lines,
        statedValue,
        statedCurrency,
        checkoutStep,
        checkoutError,
        coupon,
        List.of());
  }

  /** Adds pieces to a cart that may not be open yet. A quantity below one counts as one. */
  public static Cart added(@Nullable Cart cart, Item item, long at) {
    int pieces = Math.max(1, item.getQuantity());
    List<CartLine> next = new ArrayList<>(cart == null ? List.of() : cart.lines);
    int index = indexOf(next, item);
    if (index >= 0) {
      CartLine old = next.get(index);
      int total = (int) Math.min(Integer.MAX_VALUE, (long) old.item().getQuantity() + pieces);
      next.set(index, new CartLine(Items.merged(old.item(), item, total), old.addedAt(), at));
    } else if (next.size() < MAX_LINES) {
      next.add(new CartLine(withQuantity(item, pieces), at, at));
    }
    return cart == null
        ? new Cart(null, at, at, false, false, next, null, item.getCurrency(), null, null, null)
        : cart.holding(next, null, item.getCurrency());
  }

  /**
   * Takes pieces out of a cart; a line never falls below zero and goes at zero, an unknown line is
   * ignored. A quantity below one counts as one. Null when nothing is left.
   */
  public static @Nullable Cart removed(@Nullable Cart cart, Item item, long at) {
    if (cart == null) {
      return null;
    }
    int index = indexOf(cart.lines, item);
    if (index < 0) {
      return cart;
    }
    List<CartLine> next = new ArrayList<>(cart.lines);
    CartLine old = next.get(index);
    int left = old.item().getQuantity() - Math.max(1, item.getQuantity());
    if (left > 0) {
      next.set(index, new CartLine(withQuantity(old.item(), left), old.addedAt(), at));
    } else {
      next.remove(index);
    }
    return next.isEmpty() ? null : cart.holding(next, null, cart.statedCurrency);
  }

  /**
   * Makes the listed products the cart. Lines with a quantity below one are no lines; products
   * listed twice are one line. Null when nothing is left.
   */
  public static @Nullable Cart replaced(
      @Nullable Cart cart,
      List<Item> items,
      @Nullable Long value,
      @Nullable String currency,
      long at) {
    List<CartLine> next = new ArrayList<>(items.size());
    for (Item item : items) {
      if (item.getQuantity() < 1) {
        continue;
      }
      int known = cart == null ? -1 : indexOf(cart.lines, item);
      long addedAt = known >= 0 && cart != null ? cart.lines.get(known).addedAt() : at;
      int index = indexOf(next, item);
      if (index >= 0) {
        long pieces = (long) next.get(index).item().getQuantity() + item.getQuantity();
        int total = (int) Math.min(Integer.MAX_VALUE, pieces);
        next.set(
            index, new CartLine(Items.merged(next.get(index).item(), item, total), addedAt, at));
      } else if (next.size() < MAX_LINES) {
        next.add(new CartLine(item, addedAt, at));
      }
    }
    if (next.isEmpty()) {
      return null;
    }
    return cart == null
        ? new Cart(null, at, at, false, false, next, value, currency, null, null, null)
        : cart.holding(next, value, currency);
  }

  /** The same cart under the shop's id of it. */
  public Cart named(String id) {
    return id.equals(cartId)
        ? this
        : new Cart(
            id,
            openedAt,
            lastActivity,
            armed,
            checkoutBegun,
            lines,
            statedValue,
            statedCurrency,
            checkoutStep,
            checkoutError,
            coupon,
            removed);
  }

  /** The same cart with the total that the shop states for it now. */
  public Cart worth(long value, @Nullable String currency) {
    return holding(lines, value, currency);
  }

  /** The same cart after cart activity: it may be called abandoned again. */
  public Cart active(long at) {
    return new Cart(
        cartId,
        openedAt,
        at,
        true,
        checkoutBegun,
        lines,
        statedValue,
        statedCurrency,
        checkoutStep,
        checkoutError,
        coupon,
        removed);
  }

  /** The same cart after its trigger fired. */
  public Cart disarmed() {
    return new Cart(
        cartId,
        openedAt,
        lastActivity,
        false,
        checkoutBegun,
        lines,
        statedValue,
        statedCurrency,
        checkoutStep,
        checkoutError,
        coupon,
        removed);
  }

  /** The same cart in checkout; a null step or error leaves what was known of the step. */
  public Cart inCheckout(@Nullable String step, @Nullable String error) {
    return new Cart(
        cartId,
        openedAt,
        lastActivity,
        armed,
        true,
        lines,
        statedValue,
        statedCurrency,
        step == null ? checkoutStep : step,
        error,
        coupon,
        removed);
  }

  /** The same cart with a coupon in use, or with none. */
  public Cart withCoupon(@Nullable String code) {
    return new Cart(
        cartId,
        openedAt,
        lastActivity,
        armed,
        checkoutBegun,
        lines,
        statedValue,
        statedCurrency,
        checkoutStep,
        checkoutError,
        code,
        removed);
  }

  /** The same cart, and these lines were taken out of it. */
  public Cart without(List<RemovedLine> lines) {
    List<RemovedLine> all = new ArrayList<>(removed);
    all.addAll(lines);
    int surplus = Math.max(0, all.size() - RemovedLine.MAX);
    return new Cart(
        cartId,
        openedAt,
        lastActivity,
        armed,
        checkoutBegun,
        this.lines,
        statedValue,
        statedCurrency,
        checkoutStep,
        checkoutError,
        coupon,
        all.subList(surplus, all.size()));
  }

  /** The products, as they would be listed in a message. */
  public List<Item> items() {
    Item[] items = new Item[lines.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = lines.get(i).item();
    }
    return List.of(items);
  }

  /**
   * Value in minor units: as the shop stated it, else the sum of the lines that have a price; null
   * when none has.
   */
  public @Nullable Long value() {
    return statedValue != null ? statedValue : Items.value(items());
  }

  /** Currency of the value, null when nobody named one. */
  public @Nullable String currency() {
    return statedCurrency != null ? statedCurrency : Items.currency(items());
  }

  private Cart holding(List<CartLine> next, @Nullable Long value, @Nullable String currency) {
    return new Cart(
        cartId,
        openedAt,
        lastActivity,
        armed,
        checkoutBegun,
        next,
        value,
        currency == null ? statedCurrency : currency,
        checkoutStep,
        checkoutError,
        coupon,
        removed);
  }

  private static int indexOf(List<CartLine> lines, Item item) {
    for (int i = 0; i < lines.size(); i++) {
      Item line = lines.get(i).item();
      if (line.getProductId().equals(item.getProductId())
          && Objects.equals(line.getVariantId(), item.getVariantId())) {
        return i;
      }
    }
    return -1;
  }

  private static Item withQuantity(Item item, int quantity) {
    return item.getQuantity() == quantity
        ? item
        : Item.newBuilder(item).setQuantity(quantity).build();
  }
}
