package io.beckon.model;

import io.beckon.contract.ShopperEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A log and the time at its end: {@code History.of().at("10:00", added("ann", "shoes"))}.
 * Immutable; the end is two days after the last record unless {@link #until} says otherwise.
 *
 * @param log records in log order
 * @param until the time at the end, epoch milliseconds
 */
public record History(List<Appended> log, long until) {

  private static final long TWO_DAYS = 2L * 24 * 60 * 60 * 1000;

  public History {
    log = List.copyOf(log);
  }

  /** An empty log. */
  public static History of() {
    return new History(List.of(), 0);
  }

  /** This log and one more record, at a time as {@link Clock} reads it. */
  public History at(String time, ShopperEvent event) {
    return at(Clock.at(time), event);
  }

  /** This log and one more record; an event without a time occurred when it was appended. */
  public History at(long time, ShopperEvent event) {
    ShopperEvent timed = event.getOccurredAt() == 0 ? Touches.occurred(time, event) : event;
    List<Appended> longer = new ArrayList<>(log);
    longer.add(new Appended(time, timed));
    return new History(longer, Math.max(until, time + TWO_DAYS));
  }

  /** The same log, ended at a time as {@link Clock} reads it. */
  public History until(String time) {
    return until(Clock.at(time));
  }

  /** The same log, ended at a time in epoch milliseconds. */
  public History until(long time) {
    return new History(log, time);
  }

  /** The same log with other records. */
  public History withLog(List<Appended> other) {
    return new History(other, until);
  }

  /** What was read of these shoppers only. */
  public History only(List<String> shoppers) {
    return withLog(log.stream().filter(r -> shoppers.contains(r.event().getShopperId())).toList());
  }

  /** The shoppers in it. */
  public List<String> shoppers() {
    return log.stream()
        .map(record -> record.event().getShopperId())
        .filter(id -> !id.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** The partition's time at each record: the highest append time so far. */
  public List<Long> times() {
    List<Long> times = new ArrayList<>();
    long now = Long.MIN_VALUE;
    for (Appended record : log) {
      now = Math.max(now, record.appendTime());
      times.add(now);
    }
    return times;
  }

  /** One record a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    List<Long> times = times();
    for (int i = 0; i < log.size(); i++) {
      text.append("  ").append(log.get(i));
      if (times.get(i) != log.get(i).appendTime()) {
        text.append("  (late: the partition is at ").append(Clock.print(times.get(i))).append(')');
      }
      text.append('\n');
    }
    return text.append("  ").append(Clock.print(until)).append("  end").toString();
  }
}
