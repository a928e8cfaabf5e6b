package io.beckon.engine.date;

import io.beckon.engine.shopper.Shopper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A day in the life of a shopper: their birthday, or a date in an attribute; some time before or
 * after it.
 *
 * @param attribute name of the attribute that holds it; null: the birthday
 * @param yearly does it come back each year, from the year after the first on?
 * @param shift how long after it (negative: before it); whole days are days of the calendar
 * @param time time of day on the shopper's clock; null: a timestamp counts to the millisecond, a
 *     day begins at {@link #USUAL_TIME}
 * @param leapDay the day in years that have no February 29
 */
public record DayRule(
    @Nullable String attribute,
    boolean yearly,
    Duration shift,
    @Nullable LocalTime time,
    MonthDay leapDay)
    implements DateRule {

  /** When a day comes if nobody says otherwise. */
  public static final LocalTime USUAL_TIME = LocalTime.of(9, 0);

  /** Shift and leap day can move a date over the end of a year; one more for zones. */
  private static final int YEARS_AROUND = 3;

  @Override
  public int asks() {
    return PROFILE;
  }

  @Override
  public @Nullable Occurrence nextAfter(Shopper shopper, Supplier<ZoneId> zone, long from) {
    Object value =
        attribute == null
            ? shopper.profile().contact().birthday()
            : shopper.profile().attributes().get(attribute);
    if (value == null) {
      return null;
    }
    try {
      return yearly ? yearly(value, zone, from) : once(value, zone, from);
    } catch (DateTimeException | ArithmeticException e) {
      return null; // too far away to be a date of anybody
    }
  }

  private @Nullable Occurrence once(Object value, Supplier<ZoneId> zone, long from) {
    Instant moment = DateValues.instant(value, zone);
    if (moment != null) {
      String key = moment.toString();
      if (time == null) {
        return after(from, moment.plus(shift).toEpochMilli(), key);
      }
      LocalDate day = LocalDate.ofInstant(moment, zone.get());
      return after(from, on(day, zone.get()), key);
    }
    LocalDate day = DateValues.day(value);
    return day == null ? null : after(from, on(day, zone.get()), day.toString());
  }

  private @Nullable Occurrence yearly(Object value, Supplier<ZoneId> zone, long from) {
    MonthDay day = DateValues.dayOfYear(value, zone);
    if (day == null) {
      return null;
    }
    LocalDate first = DateValues.day(value);
    int around = LocalDate.ofInstant(Instant.ofEpochMilli(from), zone.get()).getYear();
    int begin = around - (int) Math.abs(shift.toDays() / 365) - 1;
    if (first != null) {
      begin = Math.max(begin, first.getYear() + 1);
    }
    int end = begin + 2 * (int) Math.abs(shift.toDays() / 365) + YEARS_AROUND;
    Occurrence next = null;
    for (int year = begin; year <= end; year++) {
      Occurrence candidate = after(from, on(inYear(day, year), zone.get()), Integer.toString(year));
      if (candidate != null && (next == null || candidate.at() < next.at())) {
        next = candidate;
      }
    }
    return next;
  }

  private LocalDate inYear(MonthDay day, int year) {
    return day.isValidYear(year) ? day.atYear(year) : leapDay.atYear(year);
  }

  private long on(LocalDate day, ZoneId zone) {
    long days = shift.toDays();
    LocalTime clock = time == null ? USUAL_TIME : time;
    long at = WallClock.at(day.plusDays(days).atTime(clock), zone);
    return at + shift.minusDays(days).toMillis();
  }

  private static @Nullable Occurrence after(long from, long at, String key) {
    return at > from ? new Occurrence(at, key) : null;
  }
}
