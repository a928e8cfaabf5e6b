package io.beckon.bench.workload;

/**
 * When each event of a steady load is to be sent. It depends on the number of the event only: who
 * was late sends the next ones at once, and what they then wait for counts from when they should
 * have been sent.
 *
 * @param perSecond events a second
 */
public record LiveSchedule(double perSecond) {

  private static final double NANOS = 1e9;

  /** Checks the rate. */
  public LiveSchedule {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate is more than 0, not " + perSecond);
    }
  }

  /** When an event is due, in nanoseconds since the start. */
  public long dueNanos(long event) {
    return (long) (event / perSecond * NANOS);
  }

  /** How many events are due at a time, in nanoseconds since the start. */
  public long dueBy(long nanos) {
    if (nanos < 0) {
      return 0;
    }
    long events = (long) (nanos / NANOS * perSecond);
    while (dueNanos(events) <= nanos) {
      events++;
    }
    while (events > 0 && dueNanos(events - 1) > nanos) {
      events--;
    }
    return events;
  }
}
