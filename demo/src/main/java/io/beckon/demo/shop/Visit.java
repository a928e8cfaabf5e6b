package io.beckon.demo.shop;

import io.beckon.contract.CartViewed;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.PageViewed;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ProductsSearched;
import io.beckon.demo.shop.Persona.End;
import java.util.List;

/** What somebody does in one go, from the landing page to leaving. */
final class Visit {

  private static final List<String> SEARCHES =
      List.of("gift", "blanket", "something for the kitchen", "lamp", "towels");
  private static final List<String> ERRORS =
      List.of("card_declined", "insufficient_funds", "3ds_timeout", "expired_card");

  private final Visitor visitor;
  private final Dice dice;
  private final Reporter reporter;
  private long at;

  Visit(Visitor visitor, Dice dice, long at, Reporter reporter) {
    this.visitor = visitor;
    this.dice = dice;
    this.at = at;
    this.reporter = reporter;
  }

  /** Somebody comes by themselves; returns when they leave. */
  long spontaneous() {
    page("Home", "/");
    signIn();
    if (visitor.hasCart()) {
      comeBack(40);
    } else {
      newVisit(visitor.person().persona().end(dice));
    }
    return at;
  }

  /** Somebody follows the link of a message; returns when they leave. */
  long fromMessage(boolean aboutCart) {
    page("Landing", "/welcome-back");
    if (visitor.hasCart()) {
      comeBack(aboutCart ? 60 : 40);
    } else {
      newVisit(dice.percent(40) ? End.ORDER : End.LOOK);
    }
    return at;
  }

  private void newVisit(End end) {
    look(dice.between(1, 4));
    if (end == End.LOOK) {
      return;
    }
    fill(dice.between(1, 3));
    if (end == End.CART) {
      maybeChangeMind();
      return;
    }
    checkout(end);
  }

  private void comeBack(int buys) {
    switch (dice.weighted(buys, 15, 100 - buys - 15)) {
      case 0 -> {
        report(CartViewed.newBuilder().setCartId(visitor.cartId()).setItems(null).build());
        checkout(dice.percent(85) ? End.ORDER : End.FAILED_PAYMENT);
      }
      case 1 -> {
        for (Item line : visitor.items()) {
          remove(line);
        }
      }
      default -> {
        look(dice.between(1, 3));
        maybeChangeMind();
      }
    }
  }

  private void look(int products) {
    if (dice.percent(30)) {
      report(ProductsSearched.newBuilder().setQuery(dice.of(SEARCHES)).build());
    }
    for (int i = 0; i < products; i++) {
      report(ProductViewed.newBuilder().setItem(Catalog.any(dice)).build());
    }
  }

  private void fill(int products) {
    for (int i = 0; i < products; i++) {
      Item item = Catalog.times(Catalog.any(dice), dice.percent(80) ? 1 : 2);
      report(ProductViewed.newBuilder().setItem(Catalog.times(item, 1)).build());
      visitor.add(item);
      report(ProductAdded.newBuilder().setCartId(visitor.cartId()).setItem(item).build());
    }
  }

  private void maybeChangeMind() {
    List<Item> lines = visitor.items();
    if (lines.size() > 1 && dice.percent(40)) {
      remove(dice.of(lines));
    }
  }

  private void remove(Item line) {
    visitor.remove(line);
    report(ProductRemoved.newBuilder().setCartId(visitor.cartId()).setItem(line).build());
  }

  private void checkout(End end) {
    String checkout = visitor.cartId() + "-checkout-" + dice.hex(4);
    report(
        CheckoutStarted.newBuilder()
            .setCheckoutId(checkout)
            .setCartId(visitor.cartId())
            .setItems(visitor.items())
            .setValue(visitor.value())
            .setCurrency(Catalog.CURRENCY)
            .build());
    if (visitor.person().tells() == Person.Tells.AT_CHECKOUT) {
      identify();
    }
    step(checkout, "address");
    if (end == End.CHECKOUT && dice.percent(30)) {
      return;
    }
    step(checkout, "shipping");
    if (end == End.CHECKOUT) {
      return;
    }
    boolean pays = end == End.ORDER;
    if (!pays) {
      payment(checkout, true);
      pays = dice.percent(35);
    }
    if (pays) {
      payment(checkout, false);
      order(checkout);
    }
  }

  private void step(String checkout, String name) {
    report(
        CheckoutStepped.newBuilder()
            .setCheckoutId(checkout)
            .setStep(name)
            .setCompleted(true)
            .build());
  }

  private void payment(String checkout, boolean failed) {
    report(
        PaymentAttempted.newBuilder()
            .setCheckoutId(checkout)
            .setMethod("card")
            .setFailed(failed)
            .setError(failed ? dice.of(ERRORS) : null)
            .build());
  }

  private void order(String checkout) {
    String cartId = visitor.cartId();
    long total = visitor.value();
    List<Item> items = visitor.order();
    OrderCompleted order =
        OrderCompleted.newBuilder()
            .setOrderId(visitor.orderId())
            .setCheckoutId(checkout)
            .setCartId(cartId)
            .setTotal(total)
            .setCurrency(Catalog.CURRENCY)
            .setItems(items)
            .build();
    reporter.order(visitor, dice, at, order);
    page("Thank you", "/thank-you");
  }

  private void signIn() {
    if (visitor.person().tells() == Person.Tells.SIGNED_IN) {
      identify();
    }
  }

  private void identify() {
    if (!visitor.isIdentified()) {
      visitor.identified();
      report(visitor.person().identified(dice));
      reporter.confirmLater(visitor, dice, at);
    }
  }

  private void page(String name, String path) {
    report(PageViewed.newBuilder().setName(name).setUrl("https://shop.example" + path).build());
  }

  private void report(Object payload) {
    reporter.report(visitor, dice, at, payload);
    at += dice.seconds(8, 150);
  }
}
