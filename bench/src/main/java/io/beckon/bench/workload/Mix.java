package io.beckon.bench.workload;

/**
 * How shoppers of a history behave. Shares are of their events; what is left is views.
 *
 * @param shoppers known ones; the first come far more often
 * @param sessions at a time
 * @param add products put into the cart
 * @param remove products taken out
 * @param checkout checkouts started, and steps in them
 * @param order orders
 * @param leave chance that a session ends after an event; it always does after an order
 * @param products that are looked at; the first far more often
 * @param hot share of all events that is one shopper's
 * @param rushOrder orders during the first ten minutes of each hour
 */
record Mix(
    int shoppers,
    int sessions,
    double add,
    double remove,
    double checkout,
    double order,
    double leave,
    int products,
    double hot,
    double rushOrder) {

  static final Mix CART =
      new Mix(200_000, 5_000, 0.10, 0.02, 0.03, 0.05, 1.0 / 12, Catalogue.SIZE, 0, 0.05);
  static final Mix BROWSE =
      new Mix(200_000, 5_000, 0.015, 0.003, 0.006, 0.006, 1.0 / 12, Catalogue.SIZE, 0, 0.006);
  static final Mix FLASH =
      new Mix(200_000, 5_000, 0.14, 0.02, 0.03, 0.05, 1.0 / 12, 50, 0.10, 0.20);
}
