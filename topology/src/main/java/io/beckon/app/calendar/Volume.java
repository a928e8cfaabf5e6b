package io.beckon.app.calendar;

import java.util.HashMap;
import java.util.Map;

/**
 * How often flows were entered and their messages sent, counted over a number of days.
 *
 * @param days over how many days, at least 1
 * @param source where it was counted, in words
 */
public record Volume(
    double days, String source, Map<String, Long> entered, Map<String, Long> sent) {

  public Volume {
    entered = Map.copyOf(entered);
    sent = Map.copyOf(sent);
  }

  /** Entries of a flow in a day. */
  double entriesPerDay(String flow) {
    return entered.getOrDefault(flow, 0L) / days;
  }

  /** Messages of a step in a day. */
  double messagesPerDay(String flow, String step) {
    return sent.getOrDefault(key(flow, step), 0L) / days;
  }

  private static String key(String flow, String step) {
    return flow + "/" + step;
  }

  /** Counts decisions. */
  public static final class Counter {
    private final Map<String, Long> entered = new HashMap<>();
    private final Map<String, Long> sent = new HashMap<>();

    /** Somebody entered a flow. */
    public void entered(String flow) {
      entered.merge(flow, 1L, Long::sum);
    }

    /** A message was sent. */
    public void sent(String flow, String step) {
      sent.merge(key(flow, step), 1L, Long::sum);
    }

    /**
     * What was counted.
     *
     * @param millis over how long; less than a day counts as one, so that nothing is blown up
     */
    public Volume over(long millis, String source) {
      return new Volume(Math.max(1, millis / 86_400_000.0), source, entered, sent);
    }
  }
}
