package io.beckon.demo.shop;

/**
 * What kind of shopper somebody is: how likely, in parts, a visit without a cart ends in each way.
 */
enum Persona {
  /** Looks around and rarely takes anything. */
  DREAMER(70, 20, 5, 2, 3),
  /** Fills carts and thinks it over. */
  HESITANT(20, 50, 20, 3, 7),
  /** Gets as far as the shipping costs. */
  COUNTING(15, 20, 45, 10, 10),
  /** Comes to buy, and pays with a card that does not always work. */
  UNLUCKY(10, 10, 15, 45, 20),
  /** Comes, buys, goes. */
  DECIDED(20, 10, 5, 5, 60);

  private final int look;
  private final int cart;
  private final int checkout;
  private final int failedPayment;
  private final int order;

  Persona(int look, int cart, int checkout, int failedPayment, int order) {
    this.look = look;
    this.cart = cart;
    this.checkout = checkout;
    this.failedPayment = failedPayment;
    this.order = order;
  }

  /** How a visit ends. */
  enum End {
    LOOK,
    CART,
    CHECKOUT,
    FAILED_PAYMENT,
    ORDER
  }

  End end(Dice dice) {
    return End.values()[dice.weighted(look, cart, checkout, failedPayment, order)];
  }

  static Persona any(Dice dice) {
    return values()[dice.weighted(35, 25, 15, 10, 15)];
  }
}
