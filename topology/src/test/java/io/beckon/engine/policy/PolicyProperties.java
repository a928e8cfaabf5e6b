package io.beckon.engine.policy;

import static io.beckon.engine.policy.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Alone.Cooldown;
import io.beckon.engine.policy.Cap.Each;
import io.beckon.engine.policy.Cap.Window;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.SendRequest.Asker;
import io.beckon.engine.policy.Verdict.Answer;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds whatever the rules, the messages and the places: checked against plainer models. */
class PolicyProperties {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private final Gates gates = new Gates();

  /** A wish to send: so long after the one before. */
  record Wish(long after, Channel channel, Purpose purpose, String flow, int step, long product) {}

  @Property(tries = 500)
  void shouldNeverExceedACapOnAnyDayOrInAnyWindow(
      @ForAll("caps") List<Cap> caps,
      @ForAll("shoppers") Profile shopper,
      @ForAll("wishes") List<Wish> wishes) {
    Policy policy = policy(caps, Alone.FREE);
    List<ZoneId> zones =
        new Whereabouts()
            .of(policy.places(), shopper).zones().stream().map(Place.Located::zone).toList();

    List<SentMessage> sent = played(policy, shopper, wishes);

    for (Cap cap : caps) {
      groups(cap, policy, sent)
          .values()
          .forEach(
              times -> {
                if (cap.window() instanceof Window.Rolling rolling) {
                  assertThat(mostInAWindow(times, rolling.length().toMillis()))
                      .isLessThanOrEqualTo(cap.max());
                } else {
                  int days = ((Window.LocalDays) cap.window()).days();
                  for (ZoneId zone : zones) {
                    assertThat(mostOnDays(times, days, zone))
                        .as("on %s days in %s", days, zone)
                        .isLessThanOrEqualTo(cap.max());
                  }
                }
              });
    }
  }

  @Property(tries = 500)
  void shouldNeverBreakACooldownOrRepeatItself(
      @ForAll("cooldowns") List<Cooldown> cooldowns, @ForAll("wishes") List<Wish> wishes) {
    Alone alone =
        new Alone(
            null,
            cooldowns,
            new Alone.Repeats(Duration.ofDays(20), true, Set.of(), Then.SKIP),
            null);

    List<SentMessage> sent = played(policy(List.of(), alone), Given.willing("UTC"), wishes);

    for (int i = 0; i < sent.size(); i++) {
      for (SentMessage earlier : sent.subList(0, i)) {
        SentMessage later = sent.get(i);
        long between = later.at() - earlier.at();
        for (Cooldown rule : cooldowns) {
          if (rule.after().contains(earlier.flow())
              && rule.hold().contains(later.flow())
              && !earlier.flow().equals(later.flow())
              && (!rule.sameProduct() || later.products().equals(earlier.products()))) {
            assertThat(between).isGreaterThanOrEqualTo(rule.pause().toMillis());
          }
        }
        if (earlier.flow().equals(later.flow())
            && earlier.step().equals(later.step())
            && earlier.products().equals(later.products())) {
          assertThat(between).isGreaterThanOrEqualTo(20 * DAY);
        }
      }
    }
  }

  @Property(tries = 1000)
  void shouldNeverTextWhenTheLawSaysNoAndDeferToTheFirstMomentItDoesNot(
      @ForAll("americans") American american, @ForAll("moments") long at) {
    Policy policy = policy(List.of(), Alone.FREE);
    Profile shopper = american.profile();

    Verdict verdict = text(policy, shopper, at);

    assertThat(verdict.answer() == Answer.ALLOW).isEqualTo(american.allows(at));
    if (verdict.answer() == Answer.DEFER) {
      long until = verdict.until();
      assertThat(american.allows(until)).isTrue();
      for (long moment = at; moment < until; moment += 15 * MINUTE) {
        assertThat(american.allows(moment)).as("%s", Instant.ofEpochMilli(moment)).isFalse();
      }
      assertThat(american.allows(until - 1)).isFalse();
    }
  }

  private Verdict text(Policy policy, Profile shopper, long at) {
    return gates.judge(policy, request(shopper, SendLog.EMPTY, Channel.SMS, Purpose.RECOVERY, at));
  }

  /** Somebody with a number of one state, and an address in another. */
  record American(State number, State address) {
    Profile profile() {
      return Given.at("+1" + number.areaCode + "5550123", "US", Map.of("state", address.name()));
    }

    /** That of the number, and all of another state that the address is in. */
    private List<ZoneId> clocks() {
      List<ZoneId> clocks = new ArrayList<>(List.of(number.zones().get(0)));
      if (address != number) {
        clocks.addAll(address.zones());
      }
      return clocks;
    }

    /** As we read the law ourselves: hour by hour, for each state, on each clock. */
    boolean allows(long at) {
      for (ZoneId zone : clocks()) {
        ZonedDateTime local = Instant.ofEpochMilli(at).atZone(zone);
        if (!number.allows(local) || !address.allows(local)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Opening hours of some states; the first zone is that of the area code. */
  enum State {
    WA("206", "America/Los_Angeles", 8, 21, 8),
    FL("305", "America/New_York America/Chicago", 8, 20, 8),
    CT("203", "America/New_York", 9, 20, 9),
    TX("214", "America/Chicago America/Denver", 9, 21, 12),
    MS("601", "America/Chicago", 8, 20, 24),
    AZ("602", "America/Phoenix America/Denver", 8, 21, 8),
    HI("808", "Pacific/Honolulu", 8, 21, 8);

    final String areaCode;
    final String zones;
    final int opens;
    final int closes;
    final int opensOnSunday;

    State(String areaCode, String zones, int opens, int closes, int opensOnSunday) {
      this.areaCode = areaCode;
      this.zones = zones;
      this.opens = opens;
      this.closes = closes;
      this.opensOnSunday = opensOnSunday;
    }

    List<ZoneId> zones() {
      return Stream.of(zones.split(" ", -1)).map(ZoneId::of).toList();
    }

    boolean allows(ZonedDateTime local) {
      int first = local.getDayOfWeek() == DayOfWeek.SUNDAY ? opensOnSunday : opens;
      LocalTime time = local.toLocalTime();
      return time.getHour() >= first && time.getHour() < closes;
    }
  }

  private List<SentMessage> played(Policy policy, Profile shopper, List<Wish> wishes) {
    List<SentMessage> sent = new ArrayList<>();
    SendLog log = SendLog.EMPTY;
    long now = START;
    for (Wish wish : wishes) {
      now += wish.after();
      Asker asker =
          new Asker(
              wish.flow(),
              50,
              "r",
              "s" + wish.step(),
              null,
              List.of(wish.product()),
              "",
              List.of());
      Verdict verdict =
          gates.judge(policy, request(shopper, log, wish.channel(), wish.purpose(), now, asker));
      if (verdict.answer() == Answer.ALLOW) {
        SentMessage message =
            new SentMessage(
                "c" + sent.size(),
                wish.channel(),
                wish.purpose(),
                wish.flow(),
                "r",
                asker.step(),
                null,
                now,
                now,
                false,
                asker.products(),
                "",
                null);
        sent.add(message);
        log = log.with(message);
      } else if (verdict.answer() == Answer.DEFER) {
        assertThat(verdict.until()).isGreaterThan(now);
      }
    }
    return sent;
  }

  /** Times of what counts together under a cap. */
  private static Map<String, List<Long>> groups(Cap cap, Policy policy, List<SentMessage> sent) {
    Map<String, List<Long>> groups = new HashMap<>();
    for (SentMessage message : sent) {
      if (cap.exempt().contains(message.purpose())
          || (!cap.channels().isEmpty() && !cap.channels().contains(message.channel()))
          || (!cap.flows().isEmpty() && !cap.flows().contains(message.flow()))) {
        continue;
      }
      String key =
          (cap.each().contains(Each.CHANNEL) ? message.channel().name() : "")
              + (cap.each().contains(Each.FLOW) ? message.flow() : "")
              + (cap.each().contains(Each.SUBJECT) ? policy.subject(message.flow()) : "");
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(message.at());
    }
    return groups;
  }

  private static long mostInAWindow(List<Long> times, long length) {
    return times.stream()
        .mapToLong(first -> times.stream().filter(t -> t >= first && t < first + length).count())
        .max()
        .orElse(0);
  }

  private static long mostOnDays(List<Long> times, int days, ZoneId zone) {
    List<LocalDate> dates =
        times.stream().map(t -> LocalDate.ofInstant(Instant.ofEpochMilli(t), zone)).toList();
    return dates.stream()
        .mapToLong(
            first ->
                dates.stream()
                    .filter(d -> !d.isBefore(first) && d.isBefore(first.plusDays(days)))
                    .count())
        .max()
        .orElse(0);
  }

  private static Policy policy(List<Cap> caps, Alone alone) {
    Policy open = Given.read("subjects: {left: [cart, checkout]}\n");
    return new Policy(
        open.version(),
        open.hash(),
        open.fingerprint(),
        open.places(),
        open.gates(),
        open.consent(),
        open.pendingFor(),
        alone,
        open.onSite(),
        open.subjects(),
        caps,
        open.quietHours(),
        open.hygiene(),
        open.staleAfter(),
        open.rates(),
        open.replies(),
        open.owners(),
        open.pages(),
        open.texts(),
        open.seasons());
  }

  @Provide
  Arbitrary<List<Cap>> caps() {
    Arbitrary<Window> windows =
        Arbitraries.oneOf(
            Arbitraries.longs()
                .between(1, 96 * 60)
                .map(minutes -> new Window.Rolling(Duration.ofMinutes(minutes))),
            Arbitraries.integers().between(1, 4).map(Window.LocalDays::new));
    return Combinators.combine(
            Arbitraries.of(Channel.EMAIL, Channel.PUSH).set().ofMaxSize(2),
            Arbitraries.of("cart", "browse").set().ofMaxSize(2),
            Arbitraries.of(Each.class).set().ofMaxSize(2),
            Arbitraries.integers().between(1, 3),
            windows,
            Arbitraries.of(Purpose.TRANSACTIONAL, Purpose.MARKETING).set().ofMaxSize(1),
            Arbitraries.of(Then.class))
        .as(
            (channels, flows, each, max, window, exempt, then) ->
                new Cap(
                    "cap",
                    channels,
                    flows,
                    each,
                    max,
                    window,
                    exempt,
                    then,
                    Scope.EVERYWHERE,
                    null))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<List<Cooldown>> cooldowns() {
    Arbitrary<Set<String>> flows =
        Arbitraries.of("cart", "checkout", "browse").set().ofMinSize(1).ofMaxSize(2);
    return Combinators.combine(
            flows,
            flows,
            Arbitraries.longs().between(1, 96 * 60),
            Arbitraries.of(true, false),
            Arbitraries.of(Then.class))
        .as(
            (after, hold, minutes, same, then) ->
                new Cooldown(
                    "pause",
                    after,
                    hold,
                    Set.of(),
                    Duration.ofMinutes(minutes),
                    same,
                    Set.of(),
                    then))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** People with a zone and a number of another country. */
  @Provide
  Arbitrary<Profile> shoppers() {
    return Combinators.combine(
            Arbitraries.of("UTC", "Asia/Tokyo", "America/New_York", "Africa/Cairo"),
            Arbitraries.of("+4915112345678", "+12065550123", "+6421123456"))
        .as((zone, phone) -> Profile.EMPTY.with(Given.contact("a@b.c", phone, zone, null)));
  }

  @Provide
  Arbitrary<List<Wish>> wishes() {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.longs().between(0, 10),
                Arbitraries.longs().between(0, 30 * 60).map(minutes -> minutes * MINUTE)),
            Arbitraries.of(Channel.EMAIL, Channel.PUSH),
            Arbitraries.of(Purpose.TRANSACTIONAL, Purpose.RECOVERY, Purpose.MARKETING),
            Arbitraries.of("cart", "checkout", "browse"),
            Arbitraries.integers().between(1, 3),
            Arbitraries.longs().between(1, 2))
        .as(Wish::new)
        .list()
        .ofMaxSize(80);
  }

  @Provide
  Arbitrary<American> americans() {
    return Combinators.combine(Arbitraries.of(State.class), Arbitraries.of(State.class))
        .as(American::new);
  }

  /** Anywhere in the year, and close to the nights of summer time. */
  @Provide
  Arbitrary<Long> moments() {
    long spring = Instant.parse("2026-03-08T08:00:00Z").toEpochMilli();
    long autumn = Instant.parse("2026-11-01T08:00:00Z").toEpochMilli();
    return Arbitraries.oneOf(
        Arbitraries.longs().between(START, START + 365 * DAY),
        Arbitraries.longs().between(spring - DAY, spring + DAY),
        Arbitraries.longs().between(autumn - DAY, autumn + DAY));
  }
}
