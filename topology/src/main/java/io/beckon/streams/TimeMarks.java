package io.beckon.streams;

import io.beckon.engine.outcome.Outcomes;
import io.beckon.engine.time.Timeline;

/**
 * Writes among the outcomes how far the time of a partition has come, so that windows close when a
 * shopper is silent. A mark promises that no outcome of an earlier time follows: it stays behind
 * the first timer that has not been fired. Its times follow from the log alone; there is at most
 * one for each record read.
 */
final class TimeMarks {

  private final int partition;
  private final long every;
  private final long settle;
  private final Timeline timeline;
  private final Outputs outputs;
  private long next;

  /**
   * Marks from the timeline's present time on.
   *
   * @param every milliseconds between two marks; 0: there are none
   */
  TimeMarks(int partition, long every, long settle, Timeline timeline, Outputs outputs) {
    this.partition = partition;
    this.every = every;
    this.settle = settle;
    this.timeline = timeline;
    this.outputs = outputs;
    this.next = every > 0 ? (timeline.now() / every + 1) * every : Long.MAX_VALUE;
  }

  /** Writes the mark that is due, after a record was read and timers were fired. */
  void advance() {
    if (timeline.now() < next) {
      return;
    }
    long reached = Math.min(timeline.now(), plus(timeline.earliestDue(), settle));
    if (reached >= next) {
      long mark = reached / every * every;
      outputs.outcome(Outcomes.mark(partition, mark));
      next = mark + every;
    }
  }

  private static long plus(long due, long settle) {
    return due > Long.MAX_VALUE - settle ? Long.MAX_VALUE : due + settle;
  }
}
