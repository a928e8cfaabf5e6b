package io.beckon.bench.workload;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A million people, or as many as there are events for, look at products and put one into the cart,
 * all within a few minutes; then silence.
 */
final class LeftCarts {

  static final long MILLIS = Duration.ofMinutes(5).toMillis();

  private static final int MOST = 1_000_000;
  private static final int INTRODUCED_OF = 10;

  private LeftCarts() {}

  static void play(Stage stage) {
    Workload workload = stage.workload();
    SplittableRandom dice = stage.dice();
    long start = workload.startsAt();
    long events = workload.openEvents();
    int shoppers = (int) Math.min(MOST, events / 2);
    for (long i = 0; i < events; i++) {
      int shopper = (int) (i % shoppers);
      long at = start + (long) ((double) i / events * MILLIS);
      if (i >= events - shoppers) {
        stage.emit(shopper, at, stage.deeds().add(product(shopper)));
      } else if (i < shoppers && dice.nextInt(INTRODUCED_OF) == 0) {
        stage.emit(shopper, at, stage.deeds().introduction(shopper));
      } else {
        stage.emit(shopper, at, stage.deeds().view(product(shopper)));
      }
    }
  }

  private static int product(int shopper) {
    return Math.floorMod(shopper * 31, Catalogue.SIZE);
  }
}
