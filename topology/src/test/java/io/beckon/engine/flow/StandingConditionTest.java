package io.beckon.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions that stand by themselves: what they look at, and when time alone turns them. */
class StandingConditionTest {

  private static final long NEVER = Long.MAX_VALUE;
  private static final long FAR = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
  private static final Instant ORDER = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant VISIT = Instant.parse("2026-01-20T00:00:00Z");
  private static final long NOW = Instant.parse("2026-02-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          now - shopper.lastOrderAt < days(90)                                     => 2026-04-01T00:00:00Z
          now - shopper.lastOrderAt <= days(90)                                    => 2026-04-01T00:00:00Z
          days(90) > now - shopper.lastOrderAt                                     => 2026-04-01T00:00:00Z
          shopper.lastOrderAt > now - days(90)                                     => 2026-04-01T00:00:00Z
          shopper.lastOrderAt + days(90) > now                                     => 2026-04-01T00:00:00Z
          shopper.lastOrderAt - now > days(-90)                                    => 2026-04-01T00:00:00Z
          !(now - shopper.lastOrderAt < duration("2160h"))                         => 2026-04-01T00:00:00Z
          now > timestamp("2026-03-01T00:00:00Z")                                  => 2026-03-01T00:00:00Z
          now == timestamp("2026-03-01T00:00:00Z")                                 => 2026-03-01T00:00:00Z
          now > timestamp(shopper.attributes.renewal)                              => 2026-05-05T00:00:00Z
          shopper.spent > 5 && now - shopper.lastActiveAt > days(30)               => 2026-02-19T00:00:00Z
          now - shopper.lastOrderAt < days(90) || now - shopper.lastActiveAt < days(15) => 2026-02-04T00:00:00Z
          (shopper.spent > 5 ? now - shopper.lastActiveAt > days(20) : false)      => 2026-02-09T00:00:00Z
          """)
  void shouldSayWhenTimeAloneMayTurnIt(String source, String expected) {
    StandingCondition condition = StandingCondition.compile(source);

    assertThat(Instant.ofEpochMilli(condition.turnsAfter(NOW, facts(NOW))))
        .isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shopper.spent > 50000",
        "now - shopper.lastOrderAt > days(7)",
        "now > timestamp(shopper.attributes.nothing)",
        "now > shopper.lastOrderAt",
        "cart.items.exists(item, item.price > 100)"
      })
  void shouldSayThatTimeAloneNeverTurnsItAgain(String source) {
    assertThat(StandingCondition.compile(source).turnsAfter(NOW, facts(NOW))).isEqualTo(NEVER);
  }

  /** Nothing between two moments that it names turns it, to the millisecond. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "now - shopper.lastOrderAt < days(40)",
        "now - shopper.lastOrderAt <= days(40)",
        "now - shopper.lastOrderAt == days(40)",
        "now - shopper.lastOrderAt != days(40)",
        "now - shopper.lastOrderAt > duration(\"3456000.0005s\")",
        "shopper.lastOrderAt + days(40) >= now && now > shopper.lastActiveAt + days(20)"
      })
  void shouldTurnOnlyAtMomentsThatItNames(String source) {
    StandingCondition condition = StandingCondition.compile(source);
    long end = ORDER.plus(Duration.ofDays(40)).toEpochMilli();
    long at = NOW;
    int turned = 0;
    for (int round = 0; round < 6; round++) {
      boolean holds = condition.holds(facts(at));
      long next = condition.turnsAfter(at, facts(at));
      assertThat(next).isGreaterThan(at);
      for (long between : new long[] {at + 1, end - 1, end, end + 1, Math.min(next, FAR) - 1}) {
        if (between > at && between < next) {
          assertThat(condition.holds(facts(between))).as("at %d", between - end).isEqualTo(holds);
        }
      }
      if (next == NEVER) {
        break;
      }
      turned += condition.holds(facts(next)) == holds ? 0 : 1;
      at = next;
    }
    assertThat(turned).isPositive();
  }

  @Test
  void shouldSayWhatItLooksAt() {
    assertThat(asks("shopper.spent > 1")).isEqualTo(StandingCondition.PROFILE);
    assertThat(asks("shopper.attributes.vip == true")).isEqualTo(StandingCondition.PROFILE);
    assertThat(asks("cart.value > 1")).isEqualTo(StandingCondition.CART | StandingCondition.TIME);
    assertThat(asks("history.items.exists(i, i.brand == 'Acme')"))
        .isEqualTo(StandingCondition.HISTORY | StandingCondition.TIME);
    assertThat(asks("now - shopper.lastAnsweredAt > days(90)"))
        .isEqualTo(StandingCondition.ANSWERS | StandingCondition.TIME);
    assertThat(asks("now - shopper.lastActiveAt > days(90)"))
        .isEqualTo(StandingCondition.ACTIVITY | StandingCondition.TIME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          sent.count > 3                        => 1:1: 'sent.count' is not known here; a segment may ask for shopper., cart. and history., and compare with now
          cart.open && trigger.value > 3        => 1:14: 'trigger.value' is not known here; a segment may ask for shopper., cart. and history., and compare with now
          "vip" in shopper.segments             => 1:10: 'shopper.segments' is not known here; a segment may ask for shopper., cart. and history., and compare with now
          now.getDayOfWeek() == 1               => 1:20: when time alone changes this cannot be reckoned; 'now' may only be compared with a time, for example now - shopper.lastOrderAt > days(90)
          now - shopper.lastOrderAt > now - shopper.lastOrderAt => 1:27: when time alone changes this cannot be reckoned; 'now' may only be compared with a time, for example now - shopper.lastOrderAt > days(90)
          shopper.tags.exists(t, timestamp(t) < now) => 1:20: when time alone changes this cannot be reckoned; 'now' may only be compared with a time, for example now - shopper.lastOrderAt > days(90)
          shopper.spend > 3                     => 1:1: unknown name 'shopper.spend'; did you mean 'shopper.spent'?
          """)
  void shouldRefuseWhatCannotStandByItself(String source, String expected) {
    InvalidExpression invalid =
        catchThrowableOfType(InvalidExpression.class, () -> StandingCondition.compile(source));

    assertThat(invalid.faults())
        .extracting(fault -> fault.line() + ":" + fault.column() + ": " + fault.message())
        .containsExactly(expected);
  }

  @Test
  void shouldNotHoldWhenItCannotBeEvaluated() {
    assertThat(StandingCondition.compile("shopper.attributes.vip == true").holds(facts(NOW)))
        .isFalse();
  }

  private static int asks(String source) {
    StandingCondition condition = StandingCondition.compile(source);
    int asks = 0;
    for (int part = 1; part < StandingCondition.ALL; part <<= 1) {
      asks |= condition.asks(part) ? part : 0;
    }
    return asks;
  }

  private static Facts facts(long now) {
    return name ->
        switch (name) {
          case "now" -> Instant.ofEpochMilli(now);
          case "shopper.lastOrderAt" -> ORDER;
          case "shopper.lastActiveAt" -> VISIT;
          case "shopper.spent" -> 100L;
          case "shopper.attributes" -> Map.of("renewal", "2026-05-05T00:00:00Z");
          default -> null;
        };
  }
}
