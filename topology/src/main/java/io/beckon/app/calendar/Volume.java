package io.beckon.app.calendar;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often flows were entered and their messages sent, counted over a number of days.
 *
 * @param days over how many days, at least 1
 * @param source where it was counted, in words
 * @param tasks given to people, by owner
 * @param busiest most of them in one day (UTC), by owner
 * @param unknown flows of which nothing can be said, because they were not in force then
 */
public record Volume(
    double days,
    String source,
    Map<String, Long> entered,
    Map<String, Long> sent,
    Map<String, Long> tasks,
    Map<String, Long> busiest,
    Set<String> unknown) {

  public Volume {
    unknown = Set.copyOf(unknown);
    entered = Map.copyOf(entered);
    sent = Map.copyOf(sent);
    tasks = Map.copyOf(tasks);
    busiest = Map.copyOf(busiest);
  }

  /** Tasks that an owner gets in a day. */
  double tasksPerDay(String owner) {
    return tasks.getOrDefault(owner, 0L) / days;
  }

  /** Most tasks that an owner got in one day. */
  long busiest(String owner) {
    return busiest.getOrDefault(owner, 0L);
  }

  /** The same, without what is said of flows that were not in force then. */
  public Volume without(Set<String> flows) {
    return new Volume(days, source, entered, sent, tasks, busiest, flows);
  }

  /** Entries of a flow in a day; null when not known. */
  @Nullable Double entriesPerDay(String flow) {
    return unknown.contains(flow) ? null : entered.getOrDefault(flow, 0L) / days;
  }

  /** Messages of a step in a day; null when not known. */
  @Nullable Double messagesPerDay(String flow, String step) {
    return unknown.contains(flow) ? null : sent.getOrDefault(key(flow, step), 0L) / days;
  }

  private static final long DAY = 86_400_000;

  private static String key(String flow, String step) {
    return flow + "/" + step;
  }

  /** Counts decisions. */
  public static final class Counter {
    private final Map<String, Long> entered = new HashMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Map<Long, Long>> tasks = new HashMap<>();

    /** Somebody entered a flow. */
    public void entered(String flow) {
      entered.merge(flow, 1L, Long::sum);
    }

    /** A message was sent. */
    public void sent(String flow, String step) {
      sent.merge(key(flow, step), 1L, Long::sum);
    }

    /**
     * Somebody was given a task.
     *
     * @param at logical time, epoch milliseconds
     */
    public void task(String owner, long at) {
      tasks
          .computeIfAbsent(owner, days -> new HashMap<>())
          .merge(Math.floorDiv(at, DAY), 1L, Long::sum);
    }

    /**
     * What was counted.
     *
     * @param millis over how long; less than a day counts as one, so that nothing is blown up
     */
    public Volume over(long millis, String source) {
      Map<String, Long> all = new HashMap<>();
      Map<String, Long> most = new HashMap<>();
      tasks.forEach(
          (owner, days) -> {
            all.put(owner, days.values().stream().mapToLong(Long::longValue).sum());
            most.put(owner, Collections.max(days.values()));
          });
      return new Volume(
          Math.max(1, millis / (double) DAY), source, entered, sent, all, most, Set.of());
    }
  }
}
