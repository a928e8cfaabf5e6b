package io.beckon.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolidayTest {

  @Test
  void shouldFallOnTheSameDateEachYear() {
    Holiday christmas = new Holiday.OnDate(MonthDay.of(12, 25), false);

    assertThat(days(christmas, 2026)).containsExactly(LocalDate.of(2026, 12, 25));
    assertThat(days(christmas, 2027)).containsExactly(LocalDate.of(2027, 12, 25));
  }

  @Test
  void shouldBeKeptOnTheWeekdayBesideTheWeekendToo() {
    Holiday fourth = new Holiday.OnDate(MonthDay.of(7, 4), true);
    Holiday newYear = new Holiday.OnDate(MonthDay.of(1, 1), true);

    assertThat(days(fourth, 2025)).containsExactly(LocalDate.of(2025, 7, 4));
    assertThat(days(fourth, 2026))
        .containsExactly(LocalDate.of(2026, 7, 3), LocalDate.of(2026, 7, 4));
    assertThat(days(fourth, 2027))
        .containsExactly(LocalDate.of(2027, 7, 4), LocalDate.of(2027, 7, 5));
    assertThat(newYear.isOn(LocalDate.of(2027, 12, 31))).isTrue();
  }

  @Test
  void shouldFallOnTheNthOrLastWeekdayOfItsMonth() {
    assertThat(days(new Holiday.OnWeekday(11, DayOfWeek.THURSDAY, 4), 2026))
        .containsExactly(LocalDate.of(2026, 11, 26));
    assertThat(days(new Holiday.OnWeekday(5, DayOfWeek.MONDAY, -1), 2026))
        .containsExactly(LocalDate.of(2026, 5, 25));
    assertThat(days(new Holiday.OnWeekday(2, DayOfWeek.MONDAY, 5), 2026)).isEmpty();
  }

  @Test
  void shouldNeverBeOnALeapDayThatIsNot() {
    assertThat(days(new Holiday.OnDate(MonthDay.of(2, 29), true), 2027)).isEmpty();
    assertThat(days(new Holiday.OnDate(MonthDay.of(2, 29), false), 2028)).hasSize(1);
  }

  private static List<LocalDate> days(Holiday holiday, int year) {
    return LocalDate.of(year, 1, 1)
        .datesUntil(LocalDate.of(year + 1, 1, 1))
        .filter(holiday::isOn)
        .toList();
  }
}
