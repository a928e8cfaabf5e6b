package io.beckon.engine.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;

/** A day of the year that a rule may hold on. */
public sealed interface Holiday {

  /** Is it on that day? */
  boolean isOn(LocalDate date);

  /**
   * The same date each year.
   *
   * @param observed is it kept on the Friday before too when it falls on a Saturday, and on the
   *     Monday after when it falls on a Sunday?
   */
  record OnDate(MonthDay date, boolean observed) implements Holiday {
    @Override
    public boolean isOn(LocalDate day) {
      if (falls(day)) {
        return true;
      }
      return observed
          && ((day.getDayOfWeek() == DayOfWeek.FRIDAY && falls(day.plusDays(1)))
              || (day.getDayOfWeek() == DayOfWeek.MONDAY && falls(day.minusDays(1))));
    }

    private boolean falls(LocalDate day) {
      return day.getMonth() == date.getMonth() && day.getDayOfMonth() == date.getDayOfMonth();
    }
  }

  /**
   * A weekday of a month.
   *
   * @param month 1 to 12
   * @param nth 1 to 5, or -1 for the last
   */
  record OnWeekday(int month, DayOfWeek weekday, int nth) implements Holiday {
    @Override
    public boolean isOn(LocalDate day) {
      return day.getMonthValue() == month
          && day.getDayOfWeek() == weekday
          && day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(nth, weekday)));
    }
  }
}
