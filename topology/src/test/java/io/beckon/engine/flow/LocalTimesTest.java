package io.beckon.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The next moment when a clock on the wall shows a time, over nights when it is changed. */
class LocalTimesTest {

  private static final Set<DayOfWeek> ANY = Set.of();

  @Test
  void shouldTakeTheMomentItselfWhenTheClockShowsTheTime() {
    assertThat(next("09:00", "Europe/Berlin", "2026-01-05T08:00:00Z"))
        .isEqualTo("2026-01-05T08:00:00Z");
    assertThat(next("09:00", "Europe/Berlin", "2026-01-05T08:00:00.001Z"))
        .isEqualTo("2026-01-06T08:00:00Z");
  }

  @Test
  void shouldKeepTheHourOnTheWallWhenTheClockIsChangedBetween() {
    assertThat(next("09:00", "Europe/Berlin", "2026-03-28T09:00:00Z"))
        .as("23 hours later on the wall's count")
        .isEqualTo("2026-03-29T07:00:00Z");
    assertThat(next("09:00", "America/New_York", "2026-10-31T14:00:00Z"))
        .isEqualTo("2026-11-01T14:00:00Z");
  }

  @Test
  void shouldTakeTheMomentOfTheChangeWhenTheTimeIsSkipped() {
    assertThat(next("02:30", "Europe/Berlin", "2026-03-28T12:00:00Z"))
        .as("the clock goes from 02:00 to 03:00")
        .isEqualTo("2026-03-29T01:00:00Z");
    assertThat(next("00:00", "Africa/Cairo", "2026-04-23T12:00:00Z"))
        .as("the day begins at 01:00")
        .isEqualTo("2026-04-23T22:00:00Z");
  }

  @Test
  void shouldTakeEachOfTwoMomentsWhenTheClockShowsTheTimeTwice() {
    assertThat(next("02:30", "Europe/Berlin", "2026-10-24T12:00:00Z"))
        .isEqualTo("2026-10-25T00:30:00Z");
    assertThat(next("02:30", "Europe/Berlin", "2026-10-25T00:30:00.001Z"))
        .isEqualTo("2026-10-25T01:30:00Z");
    assertThat(next("02:30", "Europe/Berlin", "2026-10-25T01:30:00.001Z"))
        .isEqualTo("2026-10-26T01:30:00Z");
  }

  @Test
  void shouldSeeYesterdayAgainWhenTheClockIsPutBackOverMidnight() {
    assertThat(next("23:30", "America/Havana", "2026-11-01T04:45:00Z"))
        .as("Havana goes from 01:00 back to 00:00")
        .isEqualTo("2026-11-02T04:30:00Z");
    assertThat(next("23:30", "America/Sao_Paulo", "2019-02-17T01:45:00Z"))
        .as("Saturday 23:45; at midnight it is 23:00 again")
        .isEqualTo("2019-02-17T02:30:00Z");
  }

  @Test
  void shouldLeaveADayOutThatAZoneLeavesOut() {
    assertThat(next("09:00", "Pacific/Apia", "2011-12-29T20:00:00Z"))
        .as("Thursday 10:00; there was no Friday, 30 December 2011 in Samoa")
        .isEqualTo("2011-12-30T19:00:00Z");
    assertThat(
            LocalTimes.next(
                LocalTime.of(9, 0),
                Set.of(DayOfWeek.FRIDAY),
                ZoneId.of("Pacific/Apia"),
                Instant.parse("2011-12-29T20:00:00Z").toEpochMilli()))
        .isEqualTo(Instant.parse("2012-01-05T19:00:00Z").toEpochMilli());
  }

  @Property(tries = 2000)
  void shouldBeTheFirstMinuteThatShowsTheTime(
      @ForAll @IntRange(max = 9) int zone,
      @ForAll @IntRange(max = 1439) int minute,
      @ForAll @LongRange(min = 0, max = 1_000_000_000L) long second) {
    ZoneId there =
        ZoneId.of(
            List.of(
                    "UTC",
                    "Europe/Berlin",
                    "America/New_York",
                    "Asia/Kolkata",
                    "Australia/Lord_Howe",
                    "America/Sao_Paulo",
                    "Africa/Cairo",
                    "Asia/Kathmandu",
                    "America/Havana",
                    "Pacific/Chatham")
                .get(zone));
    LocalTime time = LocalTime.of(minute / 60, minute % 60);
    long from = (1_200_000_000L + second / 60 * 60) * 1000;
    long found = LocalTimes.next(time, ANY, there, from);

    assertThat(found).isBetween(from, from + Duration.ofHours(25).toMillis());
    LocalTime shown = ZonedDateTime.ofInstant(Instant.ofEpochMilli(found), there).toLocalTime();
    long step = Duration.ofMinutes(1).toMillis();
    for (long at = from; at < found; at += step) {
      assertThat(ZonedDateTime.ofInstant(Instant.ofEpochMilli(at), there).toLocalTime())
          .isNotEqualTo(time);
    }
    if (!shown.equals(time)) {
      // By date too: a gap may begin at midnight.
      LocalDateTime after = LocalDateTime.ofInstant(Instant.ofEpochMilli(found), there);
      LocalDateTime before = LocalDateTime.ofInstant(Instant.ofEpochMilli(found - 1), there);
      LocalDateTime leftOut = after.toLocalDate().atTime(time);
      assertThat(before).as("a gap begins before %s", time).isBefore(leftOut);
      assertThat(after).as("a gap ends after %s", time).isAfter(leftOut);
    }
  }

  private static String next(String time, String zone, String from) {
    return Instant.ofEpochMilli(
            LocalTimes.next(
                LocalTime.parse(time), ANY, ZoneId.of(zone), Instant.parse(from).toEpochMilli()))
        .toString();
  }
}
