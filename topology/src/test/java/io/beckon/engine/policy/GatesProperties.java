package io.beckon.engine.policy;

import static io.beckon.engine.policy.Given.mail;
import static io.beckon.engine.policy.Given.request;
import static io.beckon.engine.policy.Given.sent;
import static io.beckon.engine.policy.Given.willing;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.Verdict.Answer;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds whatever the policy and the history: checked against plainer models. */
class GatesProperties {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long YEAR_2025 = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

  private final Gates gates = new Gates();

  @Property(tries = 1000)
  void shouldNeverAllowWithinQuietHoursAndDeferToTheirVeryEnd(
      @ForAll("windows") List<QuietHours> windows,
      @ForAll("zones") String zone,
      @ForAll("moments") long at) {
    Policy policy = Given.policy(List.of(), windows);
    ZoneId where = ZoneId.of(zone);

    Verdict verdict = gates.judge(policy, mail(willing(zone), SendLog.EMPTY, at));

    assertThat(verdict.answer() == Answer.ALLOW).isEqualTo(!isQuiet(windows, where, at));
    if (verdict.answer() == Answer.DEFER) {
      long until = verdict.until();
      assertThat(until).isGreaterThan(at);
      assertThat(isQuiet(windows, where, until)).isFalse();
      assertThat(firstOpenMinute(windows, where, at)).isEqualTo(until);
      assertThat(gates.judge(policy, mail(willing(zone), SendLog.EMPTY, until)).answer())
          .isEqualTo(Answer.ALLOW);
    } else if (verdict.answer() == Answer.SKIP && isAllDefer(windows)) {
      assertThat(firstOpenMinute(windows, where, at))
          .isGreaterThan(at + QuietWindows.HORIZON.toMillis());
    }
  }

  @Property(tries = 1000)
  void shouldNeverExceedACapWhenWhatIsAllowedIsSent(
      @ForAll("caps") List<Cap> caps, @ForAll("attempts") List<Attempt> attempts) {
    Policy policy = Given.policy(caps, List.of());
    List<SentMessage> released = new ArrayList<>();
    SendLog log = SendLog.EMPTY;
    long now = YEAR_2025;
    for (Attempt attempt : attempts) {
      now += attempt.after();
      SendRequest request = request(willing("UTC"), log, attempt.channel(), attempt.purpose(), now);
      Verdict verdict = gates.judge(policy, request);
      if (verdict.answer() == Answer.ALLOW) {
        SentMessage message =
            sent("c" + released.size(), attempt.channel(), attempt.purpose(), now);
        released.add(message);
        log = log.with(message);
      } else if (verdict.answer() == Answer.DEFER) {
        assertThat(verdict.until()).isGreaterThan(now);
        Verdict later =
            gates.judge(
                policy,
                request(
                    willing("UTC"), log, attempt.channel(), attempt.purpose(), verdict.until()));
        assertThat(later.answer()).isEqualTo(Answer.ALLOW);
        if (caps.size() == 1) {
          Verdict before =
              gates.judge(
                  policy,
                  request(
                      willing("UTC"),
                      log,
                      attempt.channel(),
                      attempt.purpose(),
                      verdict.until() - 1));
          assertThat(before.answer()).isEqualTo(Answer.DEFER);
        }
      }
    }
    for (Cap cap : caps) {
      assertThat(mostWithinAWindow(cap, released)).isLessThanOrEqualTo(cap.max());
    }
  }

  /** Windows as stretches between two local times: not how the gate sees them. */
  private static boolean isQuiet(List<QuietHours> windows, ZoneId zone, long at) {
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(at), zone);
    for (QuietHours window : windows) {
      for (LocalDate day : List.of(local.toLocalDate().minusDays(1), local.toLocalDate())) {
        if (!window.days().isEmpty() && !window.days().contains(day.getDayOfWeek())) {
          continue;
        }
        boolean whole = window.from().equals(window.to());
        LocalDateTime start = whole ? day.atStartOfDay() : day.atTime(window.from());
        LocalDateTime end = whole ? day.plusDays(1).atStartOfDay() : day.atTime(window.to());
        if (end.isBefore(start)) {
          end = end.plusDays(1);
        }
        if (!local.isBefore(start) && local.isBefore(end)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Minute by minute, a little further than the gate looks. */
  private static long firstOpenMinute(List<QuietHours> windows, ZoneId zone, long at) {
    long minute = at - Math.floorMod(at, MINUTE) + MINUTE;
    long last = at + QuietWindows.HORIZON.toMillis() + MINUTE;
    while (minute <= last && isQuiet(windows, zone, minute)) {
      minute += MINUTE;
    }
    return minute;
  }

  private static boolean isAllDefer(List<QuietHours> windows) {
    return windows.stream().allMatch(window -> window.then() == Then.DEFER);
  }

  private static Duration length(Cap cap) {
    return ((Cap.Window.Rolling) cap.window()).length();
  }

  private static long mostWithinAWindow(Cap cap, List<SentMessage> released) {
    List<SentMessage> counted =
        released.stream()
            .filter(m -> !cap.exempt().contains(m.purpose()))
            .filter(m -> cap.channels().isEmpty() || cap.channels().contains(m.channel()))
            .toList();
    long most = 0;
    for (SentMessage first : counted) {
      long end = first.at() + length(cap).toMillis();
      most =
          Math.max(
              most, counted.stream().filter(m -> m.at() >= first.at() && m.at() < end).count());
    }
    return most;
  }

  record Attempt(long after, Channel channel, Purpose purpose) {}

  @Provide
  Arbitrary<List<QuietHours>> windows() {
    Arbitrary<LocalTime> times =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 23).map(hour -> LocalTime.of(hour, 0)),
            Arbitraries.integers().between(0, 1439).map(m -> LocalTime.of(m / 60, m % 60)));
    Arbitrary<Set<DayOfWeek>> days =
        Arbitraries.oneOf(Arbitraries.just(Set.of()), Arbitraries.of(DayOfWeek.class).set());
    Arbitrary<Then> then =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(Then.DEFER)), Tuple.of(1, Arbitraries.just(Then.SKIP)));
    return Combinators.combine(times, times, days, then)
        .as((from, to, on, what) -> new QuietHours("w", Set.of(), from, to, on, Set.of(), what))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "America/Havana",
        "Pacific/Chatham");
  }

  /** Anywhere in three years, and close to the changes of clocks. */
  @Provide
  Arbitrary<Long> moments() {
    Arbitrary<Long> near =
        Combinators.combine(
                zones().filter(zone -> !zone.equals("UTC") && !zone.equals("Asia/Kolkata")),
                Arbitraries.longs().between(-24 * 60 * MINUTE, 12 * 60 * MINUTE))
            .as(
                (zone, off) ->
                    ZoneId.of(zone)
                            .getRules()
                            .nextTransition(Instant.ofEpochMilli(YEAR_2025))
                            .getInstant()
                            .toEpochMilli()
                        + off);
    Arbitrary<Long> anywhere =
        Arbitraries.longs().between(YEAR_2025, YEAR_2025 + 3L * 365 * 24 * 60 * MINUTE);
    return Arbitraries.oneOf(near, anywhere);
  }

  @Provide
  Arbitrary<List<Cap>> caps() {
    return Combinators.combine(
            Arbitraries.of(Channel.EMAIL, Channel.SMS, Channel.PUSH).set().ofMaxSize(2),
            Arbitraries.integers().between(1, 4),
            Arbitraries.longs().between(1, 72 * 60),
            Arbitraries.of(Purpose.TRANSACTIONAL, Purpose.MARKETING).set().ofMaxSize(2),
            Arbitraries.of(Then.SKIP, Then.DEFER))
        .as(
            (channels, max, minutes, exempt, then) ->
                new Cap("cap", channels, max, Duration.ofMinutes(minutes), exempt, then))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<List<Attempt>> attempts() {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.longs().between(0, 10),
                Arbitraries.longs().between(0, 24 * 60).map(minutes -> minutes * MINUTE)),
            Arbitraries.of(Channel.EMAIL, Channel.SMS, Channel.PUSH),
            Arbitraries.of(Purpose.TRANSACTIONAL, Purpose.RECOVERY, Purpose.MARKETING))
        .as(Attempt::new)
        .list()
        .ofMaxSize(60);
  }
}
