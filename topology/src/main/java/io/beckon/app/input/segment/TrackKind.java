package io.beckon.app.input.segment;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events with a meaning of their own, by the names of Segment's e-commerce spec and GA4. Case does
 * not count, and '_', '-' and blanks are the same: {@code Product Added}, {@code product_added}.
 */
enum TrackKind {
  PRODUCT_VIEWED("product viewed", "product clicked", "view item", "select item"),
  PRODUCT_LIST_VIEWED("product list viewed", "product list filtered", "view item list"),
  PRODUCTS_SEARCHED("products searched", "search", "view search results"),
  PRODUCT_ADDED("product added", "add to cart"),
  PRODUCT_REMOVED("product removed", "remove from cart"),
  CART_VIEWED("cart viewed", "view cart"),
  CART_UPDATED("cart updated"),
  CHECKOUT_STARTED("checkout started", "begin checkout"),
  CHECKOUT_STEP_VIEWED("checkout step viewed"),
  CHECKOUT_STEP_COMPLETED("checkout step completed"),
  SHIPPING_INFO_ENTERED("add shipping info"),
  PAYMENT_INFO_ENTERED("payment info entered", "add payment info"),
  PAYMENT_FAILED("payment failed"),
  ORDER_COMPLETED("order completed", "order placed", "purchase"),
  ORDER_UPDATED("order updated"),
  ORDER_REFUNDED("order refunded", "refund"),
  ORDER_CANCELLED("order cancelled", "order canceled"),
  ORDER_FULFILLED("order fulfilled"),
  ORDER_SHIPPED("order shipped"),
  ORDER_DELIVERED("order delivered"),
  COUPON_ENTERED("coupon entered"),
  COUPON_APPLIED("coupon applied"),
  COUPON_DENIED("coupon denied"),
  COUPON_REMOVED("coupon removed"),
  CONSENT_CHANGED("consent changed"),
  ERASURE_REQUESTED("erasure requested");

  private static final Map<String, TrackKind> BY_NAME = new HashMap<>();

  static {
    for (TrackKind kind : values()) {
      for (String name : kind.names) {
        BY_NAME.put(name, kind);
      }
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // never handed out, never changed
  private final String[] names;

  TrackKind(String... names) {
    this.names = names;
  }

  /** The kind of that name, as {@link #normal} gives it; null: the shop's own event. */
  static @Nullable TrackKind of(String normalName) {
    return BY_NAME.get(normalName);
  }

  /** Lower case, words apart by one blank. */
  static String normal(String name) {
    StringBuilder out = new StringBuilder(name.length());
    boolean gap = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || c == '-' || Character.isWhitespace(c)) {
        gap = !out.isEmpty();
      } else {
        if (gap) {
          out.append(' ');
          gap = false;
        }
        out.append(c);
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }
}
