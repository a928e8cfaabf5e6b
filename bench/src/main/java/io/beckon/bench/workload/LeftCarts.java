package io.beckon.bench.workload;

import java.time.Duration;
import java.util.SplittableRandom;

/** Everybody looks at a product and puts it into the cart, within a few minutes; then silence. */
final class LeftCarts {

  static final long MILLIS = Duration.ofMinutes(5).toMillis();

  private LeftCarts() {}

  static void play(Stage stage) {
    Workload workload = stage.workload();
    SplittableRandom dice = stage.dice();
    long start = workload.startsAt();
    long events = workload.openEvents();
    for (long i = 0; i < events; i++) {
      int shopper = (int) (i / 2);
      long at = start + (long) ((double) i / events * MILLIS);
      int product = Math.floorMod(shopper * 31, Catalogue.SIZE);
      if (i % 2 == 1) {
        stage.emit(shopper, at, stage.deeds().add(product));
      } else if (dice.nextInt(10) == 0) {
        stage.emit(shopper, at, stage.deeds().introduction(shopper));
      } else {
        stage.emit(shopper, at, stage.deeds().view(product));
      }
    }
  }
}
