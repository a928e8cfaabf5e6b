package io.beckon.demo.shop;

import io.beckon.contract.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A person as the simulation goes on: what is in the cart, and how far they got. */
final class Visitor {

  private final Person person;
  private final Map<String, Item> cart = new LinkedHashMap<>();
  private boolean identified;
  private int carts;
  private int visits;
  private int orders;
  private int messages;
  private int clicks;
  private int events;
  private long busyUntil;

  Visitor(Person person) {
    this.person = person;
  }

  Person person() {
    return person;
  }

  boolean hasCart() {
    return !cart.isEmpty();
  }

  /** The lines of the cart. */
  List<Item> items() {
    return List.copyOf(cart.values());
  }

  /** The shop's id of the cart that is open, or was last. */
  String cartId() {
    return person.id() + "-cart-" + carts;
  }

  void add(Item item) {
    if (cart.isEmpty()) {
      carts++;
    }
    Item known = cart.get(item.getProductId());
    int quantity = item.getQuantity() + (known == null ? 0 : known.getQuantity());
    cart.put(item.getProductId(), Catalog.times(item, quantity));
  }

  void remove(Item line) {
    cart.remove(line.getProductId());
  }

  /** Value of the cart in cents. */
  long value() {
    long sum = 0;
    for (Item item : cart.values()) {
      Long price = item.getPrice();
      sum += price == null ? 0 : price * item.getQuantity();
    }
    return sum;
  }

  /** Buys what is in the cart; returns it. */
  List<Item> order() {
    orders++;
    List<Item> bought = new ArrayList<>(cart.values());
    cart.clear();
    return bought;
  }

  String orderId() {
    return person.id() + "-order-" + orders;
  }

  boolean isIdentified() {
    return identified;
  }

  void identified() {
    identified = true;
  }

  int nextVisit() {
    return visits++;
  }

  /** Numbers the messages that they get. */
  int nextMessage() {
    return messages++;
  }

  /** Numbers the messages that they follow. */
  int nextClick() {
    return clicks++;
  }

  String nextEventId() {
    return person.id() + "-" + events++;
  }

  long busyUntil() {
    return busyUntil;
  }

  void busyUntil(long time) {
    busyUntil = time;
  }
}
