package io.beckon.bench.workload;

import java.util.SplittableRandom;

/** All shoppers come by, one event each, and then all again: nobody is still in memory. */
final class ColdRounds {

  private static final int ROUNDS = 4;

  private ColdRounds() {}

  static void play(Stage stage) {
    Workload workload = stage.workload();
    SplittableRandom dice = stage.dice();
    long start = workload.startsAt();
    long millis = workload.openMillis();
    long events = workload.openEvents();
    int shoppers = (int) Math.max(1, events / ROUNDS);
    Basket basket = new Basket();
    for (long i = 0; i < events; i++) {
      int shopper = (int) (i % shoppers);
      long at = start + (long) ((double) i / events * millis);
      if (stage.introduces(shopper)) {
        stage.emit(shopper, at, stage.deeds().introduction(shopper));
        continue;
      }
      int product = Catalogue.popular(dice, Catalogue.SIZE);
      double chance = dice.nextDouble();
      if (chance < Mix.CART.order()) {
        basket.clear();
        basket.add(product);
        stage.emit(shopper, at, stage.deeds().order(basket));
      } else if (chance < Mix.CART.order() + Mix.CART.add()) {
        stage.emit(shopper, at, stage.deeds().add(product));
      } else {
        stage.emit(shopper, at, stage.deeds().view(product));
      }
    }
  }
}
