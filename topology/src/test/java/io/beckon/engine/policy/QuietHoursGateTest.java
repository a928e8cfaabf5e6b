package io.beckon.engine.policy;

import static io.beckon.engine.policy.Given.mail;
import static io.beckon.engine.policy.Given.quiet;
import static io.beckon.engine.policy.Given.request;
import static io.beckon.engine.policy.Given.willing;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.Verdict.Answer;
import io.beckon.engine.shopper.SendLog;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are written with their offset; a time that nothing stops has no end. */
class QuietHoursGateTest {

  private final Gates gates = new Gates();

  // 2025-06-09 is a Monday.
  @ParameterizedTest
  @CsvSource({
    // within a day: first minute quiet, last exclusive
    "12:00, 14:00, '',     2025-06-09T11:59:59.999Z, ",
    "12:00, 14:00, '',     2025-06-09T12:00:00Z,     2025-06-09T14:00Z",
    "12:00, 14:00, '',     2025-06-09T13:59:59.999Z, 2025-06-09T14:00Z",
    "12:00, 14:00, '',     2025-06-09T14:00:00Z,     ",
    // over midnight
    "21:00, 08:00, '',     2025-06-09T20:59:59.999Z, ",
    "21:00, 08:00, '',     2025-06-09T21:00:00Z,     2025-06-10T08:00Z",
    "21:00, 08:00, '',     2025-06-09T23:59:59.999Z, 2025-06-10T08:00Z",
    "21:00, 08:00, '',     2025-06-10T00:00:00Z,     2025-06-10T08:00Z",
    "21:00, 08:00, '',     2025-06-10T07:59:59.999Z, 2025-06-10T08:00Z",
    "21:00, 08:00, '',     2025-06-10T08:00:00Z,     ",
    "21:00, 00:00, '',     2025-06-09T23:59:00Z,     2025-06-10T00:00Z",
    "21:00, 00:00, '',     2025-06-10T00:00:00Z,     ",
    "00:00, 08:00, '',     2025-06-10T00:00:00Z,     2025-06-10T08:00Z",
    // weekdays on which it begins
    "21:00, 08:00, MONDAY, 2025-06-09T22:00:00Z,     2025-06-10T08:00Z",
    "21:00, 08:00, MONDAY, 2025-06-10T07:00:00Z,     2025-06-10T08:00Z",
    "21:00, 08:00, MONDAY, 2025-06-09T07:00:00Z,     ",
    "21:00, 08:00, MONDAY, 2025-06-10T22:00:00Z,     ",
    "12:00, 14:00, MONDAY, 2025-06-09T13:00:00Z,     2025-06-09T14:00Z",
    "12:00, 14:00, MONDAY, 2025-06-10T13:00:00Z,     ",
    "21:00, 08:00, SATURDAY SUNDAY, 2025-06-15T07:00:00Z, 2025-06-15T08:00Z",
    "21:00, 08:00, SATURDAY SUNDAY, 2025-06-16T07:00:00Z, 2025-06-16T08:00Z",
    // whole days
    "00:00, 00:00, SUNDAY, 2025-06-14T23:59:59.999Z, ",
    "00:00, 00:00, SUNDAY, 2025-06-15T00:00:00Z,     2025-06-16T00:00Z",
    "09:00, 09:00, SUNDAY, 2025-06-15T03:00:00Z,     2025-06-16T00:00Z",
    "09:00, 09:00, SUNDAY, 2025-06-16T03:00:00Z,     ",
    "00:00, 00:00, SATURDAY SUNDAY, 2025-06-14T10:00:00Z, 2025-06-16T00:00Z",
  })
  void shouldHoldBackWithinTheWindowOnly(
      String from, String to, String days, String at, @Nullable String end) {
    DayOfWeek[] weekdays =
        Stream.of(days.split(" ", -1))
            .filter(day -> !day.isEmpty())
            .map(DayOfWeek::valueOf)
            .toArray(DayOfWeek[]::new);

    check(List.of(quiet("night", from, to, Then.DEFER, weekdays)), "UTC", at, end);
  }

  @ParameterizedTest
  @CsvSource({
    // Berlin springs forward 30 March 2025, 02:00+01:00 -> 03:00+02:00
    "Europe/Berlin, 21:00, 08:00, 2025-03-29T22:00+01:00, 2025-03-30T08:00+02:00",
    "Europe/Berlin, 22:00, 02:30, 2025-03-30T01:59+01:00, 2025-03-30T03:00+02:00",
    "Europe/Berlin, 22:00, 02:30, 2025-03-30T03:00+02:00, ",
    "Europe/Berlin, 22:00, 02:00, 2025-03-30T01:00+01:00, 2025-03-30T03:00+02:00",
    "Europe/Berlin, 02:15, 02:45, 2025-03-30T01:59+01:00, ",
    "Europe/Berlin, 02:15, 02:45, 2025-03-30T03:00+02:00, ",
    "Europe/Berlin, 01:00, 03:30, 2025-03-30T01:30+01:00, 2025-03-30T03:30+02:00",
    // and back 26 October 2025, 03:00+02:00 -> 02:00+01:00
    "Europe/Berlin, 21:00, 08:00, 2025-10-25T22:00+02:00, 2025-10-26T08:00+01:00",
    "Europe/Berlin, 22:00, 02:30, 2025-10-26T01:00+02:00, 2025-10-26T02:30+02:00",
    "Europe/Berlin, 22:00, 02:30, 2025-10-26T02:45+02:00, ",
    "Europe/Berlin, 22:00, 02:30, 2025-10-26T02:15+01:00, 2025-10-26T02:30+01:00",
    "Europe/Berlin, 02:30, 05:00, 2025-10-26T02:45+02:00, 2025-10-26T02:00+01:00",
    "Europe/Berlin, 22:00, 03:00, 2025-10-26T02:59+02:00, 2025-10-26T03:00+01:00",
    // New York, 9 March and 2 November 2025
    "America/New_York, 21:00, 08:00, 2025-03-08T23:00-05:00, 2025-03-09T08:00-04:00",
    "America/New_York, 21:00, 02:30, 2025-03-09T01:30-05:00, 2025-03-09T03:00-04:00",
    "America/New_York, 21:00, 08:00, 2025-11-01T23:00-04:00, 2025-11-02T08:00-05:00",
    "America/New_York, 21:00, 01:30, 2025-11-02T01:15-05:00, 2025-11-02T01:30-05:00",
    // Lord Howe moves by half an hour: 5 October and 6 April 2025
    "Australia/Lord_Howe, 21:00, 02:15, 2025-10-05T01:45+10:30, 2025-10-05T02:30+11:00",
    "Australia/Lord_Howe, 21:00, 08:00, 2025-10-04T22:00+10:30, 2025-10-05T08:00+11:00",
    "Australia/Lord_Howe, 21:00, 01:45, 2025-04-06T01:40+11:00, 2025-04-06T01:45+11:00",
    "Australia/Lord_Howe, 21:00, 01:45, 2025-04-06T01:40+10:30, 2025-04-06T01:45+10:30",
    "Australia/Lord_Howe, 21:00, 08:00, 2025-04-05T22:00+11:00, 2025-04-06T08:00+10:30",
    // no summer time, half-hour offset
    "Asia/Kolkata, 21:00, 08:00, 2025-06-09T21:00+05:30, 2025-06-10T08:00+05:30",
    "Asia/Kolkata, 21:00, 08:00, 2025-06-09T15:29+00:00, ",
    "Asia/Kolkata, 21:00, 08:00, 2025-06-09T15:30+00:00, 2025-06-10T02:30+00:00",
    // the clock goes back over midnight, and a day that never was
    "America/Havana, 22:00, 00:30, 2025-11-02T00:15-05:00, 2025-11-02T00:30-05:00",
    "Pacific/Apia, 21:00, 08:00, 2011-12-29T22:00-10:00, 2011-12-31T08:00+14:00",
  })
  void shouldFollowTheClockOnTheShoppersWallWhenItIsChanged(
      String zone, String from, String to, String at, @Nullable String end) {
    check(List.of(quiet("night", from, to, Then.DEFER)), zone, at, end);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-09T07:00Z, 2025-06-09T10:00Z",
    "2025-06-09T09:30Z, 2025-06-09T10:00Z",
    "2025-06-09T10:00Z, ",
    "2025-06-13T22:00Z, 2025-06-16T10:00Z",
  })
  void shouldWaitUntilNoneHoldsWhenWindowsJoin(String at, @Nullable String end) {
    check(
        List.of(
            quiet("night", "21:00", "08:00", Then.DEFER),
            quiet("morning", "08:00", "10:00", Then.DEFER),
            quiet("weekend", "00:00", "00:00", Then.DEFER, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)),
        "UTC",
        at,
        end);
  }

  @Test
  void shouldFindAnEndOnYesterdaysDateWhenTheClockGoesBackOverMidnight() {
    // St. John's put its clocks back at 00:01, to 23:01 of the day before.
    List<QuietHours> windows =
        List.of(
            quiet("evening", "22:00", "23:30", Then.DEFER),
            quiet("night", "00:00", "06:00", Then.DEFER));

    check(windows, "America/St_Johns", "2010-11-07T00:00:30-02:30", "2010-11-06T23:30-03:30");
  }

  @Test
  void shouldWaitPastAWindowThatWouldSkipWhenItFollows() {
    List<QuietHours> windows =
        List.of(
            quiet("night", "21:00", "08:00", Then.DEFER),
            quiet("rest", "08:00", "09:00", Then.SKIP));

    check(windows, "UTC", "2025-06-09T22:00Z", "2025-06-10T09:00Z");
  }

  @Test
  void shouldSkipWhenQuietHoursNeverEnd() {
    Policy policy = Given.policy(List.of(), List.of(quiet("never", "10:00", "10:00", Then.DEFER)));

    Verdict verdict = gates.judge(policy, mail(willing("UTC"), SendLog.EMPTY, 0));

    assertThat(verdict.answer()).isEqualTo(Answer.SKIP);
    assertThat(verdict.reason()).isEqualTo(Reasons.QUIET_HOURS);
    assertThat(verdict.rule()).isEqualTo("never");
  }

  @Test
  void shouldFindTheOnlyOpenMomentOfTheWeek() {
    List<QuietHours> windows =
        List.of(
            quiet(
                "six-days",
                "00:00",
                "00:00",
                Then.DEFER,
                DayOfWeek.TUESDAY,
                DayOfWeek.WEDNESDAY,
                DayOfWeek.THURSDAY,
                DayOfWeek.FRIDAY,
                DayOfWeek.SATURDAY,
                DayOfWeek.SUNDAY),
            quiet("all-but-a-minute", "12:01", "12:00", Then.DEFER));

    check(windows, "UTC", "2025-06-09T12:01Z", "2025-06-16T12:00Z");
  }

  @Test
  void shouldHoldForItsChannelsAndPurposesOnly() {
    QuietHours texts =
        new QuietHours(
            "texts",
            Set.of(Channel.SMS),
            LocalTime.of(0, 0),
            LocalTime.of(23, 0),
            Set.of(),
            Set.of(Purpose.TRANSACTIONAL),
            Then.SKIP);
    Policy policy = Given.policy(List.of(), List.of(texts));

    assertThat(answer(policy, Channel.SMS, Purpose.RECOVERY)).isEqualTo(Answer.SKIP);
    assertThat(answer(policy, Channel.SMS, Purpose.TRANSACTIONAL)).isEqualTo(Answer.ALLOW);
    assertThat(answer(policy, Channel.EMAIL, Purpose.RECOVERY)).isEqualTo(Answer.ALLOW);
  }

  private Answer answer(Policy policy, Channel channel, Purpose purpose) {
    return gates
        .judge(policy, request(willing("UTC"), SendLog.EMPTY, channel, purpose, 0))
        .answer();
  }

  private void check(List<QuietHours> windows, String zone, String at, @Nullable String end) {
    Policy policy = Given.policy(List.of(), windows);

    Verdict verdict = gates.judge(policy, mail(willing(zone), SendLog.EMPTY, millis(at)));

    if (end == null) {
      assertThat(verdict.answer()).isEqualTo(Answer.ALLOW);
    } else {
      assertThat(verdict.answer()).isEqualTo(Answer.DEFER);
      assertThat(verdict.reason()).isEqualTo(Reasons.QUIET_HOURS);
      assertThat(verdict.until()).isEqualTo(millis(end));
    }
  }

  private static long millis(String time) {
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }
}
