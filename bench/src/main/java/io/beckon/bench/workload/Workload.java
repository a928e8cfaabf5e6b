package io.beckon.bench.workload;

import java.time.Duration;

/**
 * A history that can be made again, event for event.
 *
 * @param events records in all
 * @param partitions of the log
 * @param endsAt append time of the last record, epoch milliseconds
 */
public record Workload(Shape shape, long events, int partitions, long seed, long endsAt) {

  /** Time that two million events of the usual mix take: 23 a second. */
  private static final long PACE_EVENTS = 2_000_000;

  private static final long PACE_MILLIS = Duration.ofHours(24).toMillis();

  /** The smallest history that has room for its closing records. */
  public static final long LEAST_EVENTS = 10_000;

  /** Checks that the history has room. */
  public Workload {
    if (events < LEAST_EVENTS) {
      throw new IllegalArgumentException(
          "a history has at least " + LEAST_EVENTS + " events, not " + events);
    }
    if (partitions < 1) {
      throw new IllegalArgumentException("at least 1 partition, not " + partitions);
    }
  }

  /** Makes the history, from its beginning to its end. */
  public void play(EventSink sink) {
    Stage stage = new Stage(this, sink);
    switch (shape) {
      case CART -> Sessions.play(stage, Mix.CART);
      case BROWSE -> Sessions.play(stage, Mix.BROWSE);
      case FLASH -> Sessions.play(stage, Mix.FLASH);
      case TIMERS -> LeftCarts.play(stage);
      case COLD -> ColdRounds.play(stage);
    }
    Closing.play(stage);
  }

  /** Counts what must be called abandoned in it. */
  public Expected expected() {
    TriggerModel model = new TriggerModel(partitions);
    play(model);
    return model.finish();
  }

  /** Append time of the first record, epoch milliseconds. */
  public long startsAt() {
    return endsAt - Closing.MILLIS - openMillis();
  }

  /** Events before the closing records. */
  long openEvents() {
    return events - (long) partitions * Closing.records(this);
  }

  /** Time before the closing records, milliseconds. */
  long openMillis() {
    return switch (shape) {
      case CART, BROWSE, FLASH -> Math.max(1, openEvents() * PACE_MILLIS / PACE_EVENTS);
      case TIMERS -> LeftCarts.MILLIS;
      case COLD -> PACE_MILLIS;
    };
  }
}
