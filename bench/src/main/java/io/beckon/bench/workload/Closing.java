package io.beckon.bench.workload;

import java.time.Duration;

/**
 * The end of a history: the shop is empty, and records that concern no cart carry time on in every
 * partition until all that was left has been called abandoned. They are many, so that the last
 * hours' timers are fired along the way, as they would be in a shop that stays open; where all are
 * to be due at once there is one.
 */
final class Closing {

  /** Longer than the longest idle time and settle. */
  static final long MILLIS = Duration.ofMinutes(4 * 60 + 2).toMillis();

  private static final int MOST = 500;
  private static final int SHARE = 200;

  private Closing() {}

  /** Records in each partition. */
  static long records(Workload workload) {
    return workload.shape() == Shape.TIMERS
        ? 1
        : Math.min(MOST, workload.events() / SHARE / workload.partitions() + 1);
  }

  static void play(Stage stage) {
    Workload workload = stage.workload();
    int[] visitors = visitors(workload.partitions());
    long records = records(workload);
    long from = workload.endsAt() - MILLIS;
    for (long i = 1; i <= records; i++) {
      long at = from + MILLIS * i / records;
      for (int visitor : visitors) {
        stage.emit(visitor, at, stage.deeds().neutral());
      }
    }
  }

  /** Somebody of each partition who does nothing else. */
  private static int[] visitors(int partitions) {
    int[] visitors = new int[partitions];
    int missing = partitions;
    for (int shopper = Stage.FIRST_CLOSER; missing > 0; shopper++) {
      int partition = ShopperIds.partition(shopper, partitions);
      if (visitors[partition] == 0) {
        visitors[partition] = shopper;
        missing--;
      }
    }
    return visitors;
  }
}
