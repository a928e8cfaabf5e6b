package io.beckon.model;

import io.beckon.contract.Aliased;
import io.beckon.contract.CartReplaced;
import io.beckon.contract.CartViewed;
import io.beckon.contract.Channel;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.CouponAction;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Identified;
import io.beckon.contract.Item;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.OrderStage;
import io.beckon.contract.PageViewed;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductListViewed;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ProductsSearched;
import io.beckon.contract.RuleKind;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events for tests, in one line each: {@code added("ann", "shoes")}. Every event has an id of its
 * own and no time ({@code occurredAt} 0: {@link History} makes it the append time). {@link Touches}
 * changes one: {@code historical(inCart("c1", added("ann", "shoes")))}.
 */
public final class Events {

  private Events() {}

  /** One piece, without a price. */
  public static Item item(String productId) {
    return item(productId, 1);
  }

  /** Pieces without a price. */
  public static Item item(String productId, int quantity) {
    return line(productId, null, quantity, null);
  }

  /** Pieces at a price each, in minor units. */
  public static Item priced(String productId, int quantity, long price) {
    return line(productId, null, quantity, price);
  }

  /** The same item in a variant. */
  public static Item variant(String variantId, Item item) {
    return line(item.getProductId(), variantId, item.getQuantity(), item.getPrice());
  }

  static Item line(
      String productId, @Nullable String variantId, int quantity, @Nullable Long price) {
    String currency = price == null ? null : "USD";
    return new Item(
        productId, variantId, null, quantity, price, currency, null, null, null, null, null);
  }

  public static ShopperEvent pageViewed(String shopper) {
    return of(shopper, new PageViewed("home", null, null, null));
  }

  public static ShopperEvent viewed(String shopper, String productId) {
    return viewed(shopper, item(productId));
  }

  public static ShopperEvent viewed(String shopper, Item item) {
    return of(shopper, new ProductViewed(item));
  }

  public static ShopperEvent listViewed(String shopper, String... productIds) {
    List<Item> products = List.of(productIds).stream().map(Events::item).toList();
    return of(shopper, new ProductListViewed(null, null, products));
  }

  public static ShopperEvent searched(String shopper) {
    return of(shopper, new ProductsSearched("red"));
  }

  public static ShopperEvent added(String shopper, String productId) {
    return added(shopper, item(productId));
  }

  public static ShopperEvent added(String shopper, Item item) {
    return of(shopper, new ProductAdded(null, item));
  }

  public static ShopperEvent removed(String shopper, String productId) {
    return removed(shopper, item(productId));
  }

  public static ShopperEvent removed(String shopper, Item item) {
    return of(shopper, new ProductRemoved(null, item));
  }

  /** A snapshot: without items, of an empty cart. */
  public static ShopperEvent cartReplaced(String shopper, Item... items) {
    return of(shopper, new CartReplaced(null, List.of(items), null, null));
  }

  /** The cart was looked at; the source lists nothing. */
  public static ShopperEvent cartViewed(String shopper) {
    return of(shopper, new CartViewed(null, null));
  }

  /** The cart was looked at; the source lists it. */
  public static ShopperEvent cartViewedListing(String shopper, Item... items) {
    return of(shopper, new CartViewed(null, List.of(items)));
  }

  public static ShopperEvent couponEntered(String shopper) {
    return of(shopper, new CouponChanged(CouponAction.ENTERED, "TEN", null, null, null));
  }

  /** Without items: the cart as known. */
  public static ShopperEvent checkoutStarted(String shopper, Item... items) {
    return of(shopper, new CheckoutStarted(null, null, List.of(items), null, null, null));
  }

  public static ShopperEvent checkoutStepped(String shopper, String step) {
    return of(shopper, new CheckoutStepped(null, step, false, null));
  }

  public static ShopperEvent paymentFailed(String shopper, String error) {
    return of(shopper, new PaymentAttempted(null, null, null, true, error));
  }

  public static ShopperEvent ordered(String shopper, String orderId) {
    return of(shopper, new OrderCompleted(orderId, null, null, null, null, null, null, List.of()));
  }

  public static ShopperEvent shipped(String shopper, String orderId) {
    return of(
        shopper, new OrderChanged(orderId, OrderStage.SHIPPED, null, null, null, null, List.of()));
  }

  public static ShopperEvent cancelled(String shopper, String orderId) {
    return of(
        shopper,
        new OrderChanged(orderId, OrderStage.CANCELLED, null, null, null, null, List.of()));
  }

  /** Some pieces of a product are given back. */
  public static ShopperEvent refunded(
      String shopper, String orderId, Long amount, String product, int pieces) {
    Item item = Item.newBuilder().setProductId(product).setQuantity(pieces).build();
    return of(
        shopper,
        new OrderChanged(orderId, OrderStage.REFUNDED, amount, "EUR", null, null, List.of(item)));
  }

  public static ShopperEvent identified(String shopper) {
    Identified inEnglish =
        new Identified(null, null, null, null, null, null, null, "en", null, List.of(), Map.of());
    return of(shopper, inEnglish);
  }

  public static ShopperEvent aliased(String shopper, String previousId) {
    return of(shopper, new Aliased(previousId));
  }

  public static ShopperEvent consented(String shopper) {
    return of(
        shopper,
        new ConsentChanged(new ConsentGiven(Channel.EMAIL, null, ConsentState.GRANTED, null)));
  }

  /** The shopper opened a message. */
  public static ShopperEvent opened(String shopper) {
    return of(
        shopper,
        new MessageFeedback(
            FeedbackKind.OPENED, null, Channel.EMAIL, false, null, null, null, null));
  }

  /** An event of the shop's own. */
  public static ShopperEvent custom(String shopper, String name) {
    return of(shopper, new CustomEvent(name, Map.of()));
  }

  /** A mark of the time; of no shopper. */
  public static ShopperEvent tick() {
    return of("", new Tick(1L, -1L, ""));
  }

  /** A flow retired; of no shopper. */
  public static ShopperEvent flowRetired() {
    return of("", new RulesActivated(RuleKind.FLOW, "any", 1, "", ""));
  }

  private static ShopperEvent of(String shopper, Object payload) {
    return new ShopperEvent(UUID.randomUUID().toString(), 0L, shopper, "web", false, payload);
  }

  /** Returns an event in one line, for people: no nulls, no defaults. */
  static String describe(ShopperEvent event) {
    String payload =
        event
            .getPayload()
            .toString()
            .replaceAll("\"[A-Za-z]+\": (null|\\[\\]|\\{\\}|\"\"|false)(, )?", "")
            .replaceAll(", }", "}")
            .replace("\"", "");
    return event.getShopperId()
        + "  "
        + event.getPayload().getClass().getSimpleName()
        + payload
        + (event.getHistorical()
            ? "  HISTORICAL, occurred " + Clock.print(event.getOccurredAt())
            : "")
        + "  id "
        + event.getEventId();
  }
}
