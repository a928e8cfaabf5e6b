package io.beckon.engine.date;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** When dates come, in every zone of the world, through all changes of its clocks. */
class DateRuleProperties {

  private static final long YEAR_2000 = 946_684_800_000L;
  private static final long YEAR_2100 = 4_102_444_800_000L;
  private static final MonthDay FEBRUARY_28 = MonthDay.of(2, 28);
  private static final MonthDay MARCH_1 = MonthDay.of(3, 1);

  @Property
  void shouldComeOnceInEachYearOnTheDayAndAtTheTime(
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(min = 1, max = 366) int dayOfYear,
      @ForAll @IntRange(min = 0, max = 23) int hour,
      @ForAll @IntRange(min = 0, max = 40) int daysBefore,
      @ForAll @LongRange(min = YEAR_2000, max = YEAR_2100) long from) {
    MonthDay birthday = MonthDay.from(LocalDate.ofYearDay(1988, dayOfYear));
    DayRule rule =
        new DayRule(null, true, Duration.ofDays(-daysBefore), LocalTime.of(hour, 30), FEBRUARY_28);
    Shopper shopper = born(birthday.toString());

    List<String> years = new ArrayList<>();
    long at = from;
    for (int i = 0; i < 5; i++) {
      Occurrence next = rule.nextAfter(shopper, () -> zone, at);
      assertThat(next).isNotNull();
      assertThat(next.at()).isGreaterThan(at);
      assertThat(next.at() - at).isLessThanOrEqualTo(Duration.ofDays(368).toMillis());
      assertThat(rule.nextAfter(shopper, () -> zone, next.at() - 1)).isEqualTo(next);
      int year = Integer.parseInt(next.key());
      LocalDate day = birthday.isValidYear(year) ? birthday.atYear(year) : FEBRUARY_28.atYear(year);
      onTheClock(next.at(), day.minusDays(daysBefore), LocalTime.of(hour, 30), zone);
      years.add(next.key());
      at = next.at();
    }
    assertThat(years).doesNotHaveDuplicates().isSorted();
  }

  @Property
  void shouldComeForADateOnceAndNeverAfterIt(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = YEAR_2000, max = YEAR_2100) long moment,
      @ForAll @LongRange(min = -400, max = 400) long hours,
      @ForAll boolean timed) {
    DayRule rule =
        new DayRule(
            "end", false, Duration.ofHours(hours), timed ? LocalTime.of(2, 30) : null, MARCH_1);
    String day = LocalDate.ofInstant(Instant.ofEpochMilli(moment), zone).toString();
    for (Object value : List.of(day, Instant.ofEpochMilli(moment).toString(), moment)) {
      Shopper shopper = with("end", value);
      Occurrence first = rule.nextAfter(shopper, () -> zone, 0);
      assertThat(first).isNotNull();
      assertThat(rule.nextAfter(shopper, () -> zone, first.at())).isNull();
      assertThat(rule.nextAfter(shopper, () -> zone, first.at() - 1)).isEqualTo(first);
    }
    if (!timed) {
      assertThat(rule.nextAfter(with("end", moment), () -> zone, 0))
          .isEqualTo(
              new Occurrence(
                  moment + Duration.ofHours(hours).toMillis(),
                  Instant.ofEpochMilli(moment).toString()));
    }
  }

  @Example
  void shouldKeepFebruary29AsToldInOtherYears() {
    Shopper shopper = born("1992-02-29");
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    long from = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    for (MonthDay rule : List.of(FEBRUARY_28, MARCH_1)) {
      DayRule birthday = new DayRule(null, true, Duration.ZERO, null, rule);
      Occurrence next = birthday.nextAfter(shopper, () -> berlin, from);
      assertThat(next).isNotNull();
      assertThat(Instant.ofEpochMilli(next.at()))
          .isEqualTo(rule.atYear(2026).atTime(9, 0).atZone(berlin).toInstant());
    }
    DayRule birthday = new DayRule(null, true, Duration.ZERO, null, FEBRUARY_28);
    Occurrence leap =
        birthday.nextAfter(
            shopper, () -> berlin, Instant.parse("2028-01-01T00:00:00Z").toEpochMilli());
    assertThat(leap).isNotNull();
    assertThat(Instant.ofEpochMilli(leap.at())).isEqualTo("2028-02-29T08:00:00Z");
  }

  @Example
  void shouldComeAtTheChangeWhenTheClockSkipsTheHourAndOnceWhenItRepeatsIt() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    DayRule rule = new DayRule("day", false, Duration.ZERO, LocalTime.of(2, 30), MARCH_1);

    Occurrence spring = rule.nextAfter(with("day", "2026-03-29"), () -> berlin, 0);
    Occurrence autumn = rule.nextAfter(with("day", "2026-10-25"), () -> berlin, 0);

    assertThat(spring).isNotNull();
    assertThat(autumn).isNotNull();
    assertThat(Instant.ofEpochMilli(spring.at())).isEqualTo("2026-03-29T01:00:00Z");
    assertThat(Instant.ofEpochMilli(autumn.at())).isEqualTo("2026-10-25T00:30:00Z");
    assertThat(rule.nextAfter(with("day", "2026-10-25"), () -> berlin, autumn.at())).isNull();
  }

  @Example
  void shouldNotCelebrateTheFirstDayItself() {
    DayRule rule = new DayRule("since", true, Duration.ZERO, null, FEBRUARY_28);
    Occurrence first = rule.nextAfter(with("since", "2026-05-01"), () -> ZoneId.of("UTC"), 0);

    assertThat(first).isNotNull();
    assertThat(first.key()).isEqualTo("2027");
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
  }

  private static void onTheClock(long at, LocalDate day, LocalTime time, ZoneId zone) {
    ZonedDateTime shown = Instant.ofEpochMilli(at).atZone(zone);
    boolean skipped = zone.getRules().getTransition(day.atTime(time)) != null;
    if (!skipped) {
      assertThat(shown.toLocalDateTime()).isEqualTo(day.atTime(time));
    } else {
      assertThat(Duration.between(day.atTime(time), shown.toLocalDateTime()).abs())
          .isLessThanOrEqualTo(Duration.ofHours(24));
    }
  }

  private static Shopper born(@Nullable String birthday) {
    Shopper shopper = Shopper.unseen("ann");
    shopper.profile(
        Profile.EMPTY.with(
            new Profile.Contact(null, null, null, null, null, null, null, birthday)));
    return shopper;
  }

  private static Shopper with(String attribute, Object value) {
    Shopper shopper = Shopper.unseen("ann");
    shopper.profile(Profile.EMPTY.withAttributes(Map.of(attribute, value)));
    return shopper;
  }
}
