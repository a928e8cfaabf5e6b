package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy.Then;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;

/**
 * Do not send in this window of the shopper's local time.
 *
 * @param name named in decisions
 * @param channels the channels it holds for; empty: all
 * @param from first quiet minute
 * @param to first minute after it (exclusive); earlier than {@code from}: the window runs over
 *     midnight; equal: the whole day
 * @param days weekdays on which the window begins; empty: every day, or the holidays alone if there
 *     are any
 * @param holidays on which it begins too
 * @param exempt purposes it does not hold for
 * @param scope where and when it holds
 * @param exceptRequested does it not hold for what the shopper asked for?
 */
public record QuietHours(
    String name,
    Set<Channel> channels,
    LocalTime from,
    LocalTime to,
    Set<DayOfWeek> days,
    Set<Holiday> holidays,
    Set<Purpose> exempt,
    Then then,
    Scope scope,
    boolean exceptRequested) {

  public QuietHours {
    channels = Set.copyOf(channels);
    days = Set.copyOf(days);
    holidays = Set.copyOf(holidays);
    exempt = Set.copyOf(exempt);
  }

  /** Quiet hours everywhere and always, for whatever was asked for too. */
  public QuietHours(
      String name,
      Set<Channel> channels,
      LocalTime from,
      LocalTime to,
      Set<DayOfWeek> days,
      Set<Purpose> exempt,
      Then then) {
    this(name, channels, from, to, days, Set.of(), exempt, then, Scope.EVERYWHERE, false);
  }

  /** Does the window begin on that day? */
  boolean beginsOn(LocalDate date) {
    if (!scope.holdsOn(date)) {
      return false;
    }
    if (days.contains(date.getDayOfWeek()) || (days.isEmpty() && holidays.isEmpty())) {
      return true;
    }
    for (Holiday holiday : holidays) {
      if (holiday.isOn(date)) {
        return true;
      }
    }
    return false;
  }
}
