package io.beckon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.rules.RuleFiles;
import io.beckon.contract.Decision;
import io.beckon.contract.Item;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.engine.Played.Aside;
import io.beckon.engine.Played.Happening;
import io.beckon.engine.Played.Noted;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.time.Timeline;
import io.beckon.model.Histories;
import io.beckon.model.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever happens, flows keep out of each other's way. What is counted here is counted from the
 * outputs, and never asked of the engine.
 */
class ArbitrationProperties {

  private static final int TRIES = 300;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  /** Everybody here has a German telephone number, whatever zone they say they are in. */
  private static final ZoneId NUMBER = ZoneId.of("Europe/Berlin");

  private static final String CHAT =
      """
      flow: chat
      title: Chat
      purpose: recovery
      priority: 10
      trigger: {on: browse-abandoned}
      entry: {again: always}
      steps:
        - send: {id: hello, channel: sms, template: t}
        - wait: {for: 5h}
        - send: {id: again, channel: email, template: t}
      """;

  private static final String POLICY =
      """
      policy: policy
      zone: UTC
      consent: [{purpose: recovery, rule: opt-in}]
      gates: {consent: re-evaluate, address: re-evaluate}
      reevaluateEvery: 3h
      priority: {then: %s}
      cooldowns:
        - name: after-cart
          after: [cart-recovery, checkout-recovery]
          hold: [browse-recovery, chat]
          for: 2d
          sameProduct: true
          then: %s
      repeats: {within: 3d}
      caps:
        - {name: daily, max: 2, days: 1, then: defer}
        - {name: flow, each: [flow], max: 1, per: 2h, then: re-evaluate}
      quietHours:
        - {name: night, from: "21:00", to: "08:00", then: defer}
      """;

  private static final Rulebook DEFERRING = rules("defer", "defer");
  private static final Rulebook SKIPPING = rules("re-evaluate", "skip");

  @Property(tries = TRIES)
  void shouldKeepFlowsApartWhenSendsLeaveAtTheirDecision(
      @ForAll("histories") Scenario scenario, @ForAll("happenings") List<Happening> happenings) {
    check(Played.play(scenario, happenings, HOUR, Timeline.Release.AT_DECISION, DEFERRING));
    check(Played.play(scenario, happenings, HOUR, Timeline.Release.AT_DECISION, SKIPPING));
  }

  @Property(tries = TRIES)
  void shouldKeepFlowsApartWhenSendsWaitForTicks(
      @ForAll("histories") Scenario scenario,
      @ForAll("happenings") List<Happening> happenings,
      @ForAll("pace") long tickEvery) {
    check(Played.play(scenario, happenings, tickEvery, Timeline.Release.ON_TICK, DEFERRING));
    check(Played.play(scenario, happenings, tickEvery, Timeline.Release.ON_TICK, SKIPPING));
  }

  @Property(tries = 50)
  void shouldDecideTheSameWhenItIsPlayedAgain(
      @ForAll("histories") Scenario scenario, @ForAll("happenings") List<Happening> happenings) {
    Played once = Played.play(scenario, happenings, HOUR, Timeline.Release.AT_DECISION, DEFERRING);
    Played again =
        Played.play(
            scenario, happenings, HOUR, Timeline.Release.AT_DECISION, rules("defer", "defer"));

    assertThat(again.heard.decisions()).isEqualTo(once.heard.decisions());
  }

  private static void check(Played played) {
    FlowProperties.checkTimes(played.heard.effects());
    FlowProperties.checkIds(played);
    FlowProperties.checkNothingAfterTheEnd(played.heard.effects());
    FlowProperties.checkAccount(played);
    checkPriority(played.heard.decisions());
    checkDistance(played.heard.sent());
    checkDays(played.notes);
    long held =
        played.heard.decisions().stream()
            .filter(d -> d.getReason().equals("HIGHER_PRIORITY"))
            .count();
    Statistics.label("held by priority")
        .collect(held > 0)
        .coverage(cover -> cover.check(true).percentage(share -> share > 5));
  }

  /** Nobody sends while a run of higher priority, which began before, comes to a send later. */
  private static void checkPriority(List<Decision> decisions) {
    Map<String, Integer> entered = new HashMap<>();
    Map<String, Integer> lastSend = new HashMap<>();
    for (int i = 0; i < decisions.size(); i++) {
      Decision decision = decisions.get(i);
      if (decision.getOutcome() == Outcome.ENTERED) {
        entered.put(decision.getRunId(), i);
      } else if (decision.getCommandId() != null) {
        lastSend.put(decision.getRunId(), i);
      }
    }
    for (int i = 0; i < decisions.size(); i++) {
      Decision sent = decisions.get(i);
      if (sent.getOutcome() != Outcome.SENT) {
        continue;
      }
      for (Map.Entry<String, Integer> other : entered.entrySet()) {
        Decision entry = decisions.get(other.getValue());
        if (entry.getShopperId().equals(sent.getShopperId())
            && priority(entry.getFlow()) > priority(sent.getFlow())
            && other.getValue() < i) {
          assertThat(lastSend.getOrDefault(other.getKey(), -1))
              .as("%s goes ahead of %s", sent, entry)
              .isLessThan(i);
        }
      }
    }
  }

  private static int priority(String flow) {
    return switch (flow) {
      case "checkout-recovery" -> 80;
      case "cart-recovery" -> 70;
      case "browse-recovery" -> 40;
      default -> 10;
    };
  }

  private static void checkDistance(List<SendCommand> sent) {
    for (int i = 0; i < sent.size(); i++) {
      for (SendCommand earlier : sent.subList(0, i)) {
        SendCommand later = sent.get(i);
        if (!earlier.getShopperId().equals(later.getShopperId())) {
          continue;
        }
        long between = later.getAt() - earlier.getAt();
        if (earlier.getFlow().equals(later.getFlow())) {
          assertThat(between).isGreaterThanOrEqualTo(2 * HOUR);
          if (earlier.getStep().equals(later.getStep())) {
            assertThat(between).isGreaterThanOrEqualTo(3 * DAY);
          }
        }
        if (priority(earlier.getFlow()) >= 70
            && priority(later.getFlow()) < 70
            && products(earlier).stream().anyMatch(products(later)::contains)) {
          assertThat(between).isGreaterThanOrEqualTo(2 * DAY);
        }
      }
    }
  }

  private static Set<String> products(SendCommand command) {
    Set<String> ids = new HashSet<>();
    for (Item item : command.getItems()) {
      ids.add(item.getProductId());
    }
    return ids;
  }

  /** On the calendars of zone and number at most two a day, and on neither clock at night. */
  private static void checkDays(List<Noted> notes) {
    for (Noted last : notes) {
      for (ZoneId zone : List.of(last.zone(), NUMBER)) {
        LocalTime local = LocalTime.ofInstant(Instant.ofEpochMilli(last.message().getAt()), zone);
        assertThat(local).isBefore(LocalTime.of(21, 0)).isAfterOrEqualTo(LocalTime.of(8, 0));
        LocalDate today = date(last, zone);
        assertThat(
                notes.stream()
                    .filter(n -> n.message().getShopperId().equals(last.message().getShopperId()))
                    .filter(n -> n.message().getAt() <= last.message().getAt())
                    .filter(n -> date(n, zone).equals(today)))
            .hasSizeLessThanOrEqualTo(2);
      }
      assertThat(last.agreed()).isTrue();
    }
  }

  private static LocalDate date(Noted noted, ZoneId zone) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(noted.message().getAt()), zone);
  }

  private static Rulebook rules(String priority, String cooldown) {
    Rulebook book =
        Rulebook.of(RuleLoader.policy(POLICY.formatted(priority, cooldown), "policy.yaml", 1));
    for (Flow flow : RuleFiles.readyMade().flows()) {
      book = book.activated(flow, Rulebook.ALWAYS);
    }
    return book.activated(RuleLoader.flow(CHAT, "chat.yaml", 1), Rulebook.ALWAYS);
  }

  @Provide
  Arbitrary<Scenario> histories() {
    return Histories.inOrder();
  }

  @Provide
  Arbitrary<Long> pace() {
    return Arbitraries.of(HOUR / 4, HOUR, 7 * HOUR, 30 * HOUR);
  }

  /** Most shoppers are known from the start; things happen to them later. */
  @Provide
  Arbitrary<List<Happening>> happenings() {
    Arbitrary<Integer> shopper = Arbitraries.integers().between(1, 5);
    Arbitrary<Aside> known =
        Arbitraries.of(Aside.KNOWN, Aside.KNOWN_IN_TOKYO, Aside.KNOWN_IN_NEW_YORK);
    Arbitrary<Happening> first =
        Combinators.combine(shopper, known).as((who, what) -> new Happening(0, who, what));
    Arbitrary<Happening> later =
        Combinators.combine(
                Arbitraries.integers().between(0, 59),
                shopper,
                Arbitraries.frequencyOf(
                    Tuple.of(3, known), Tuple.of(4, Arbitraries.of(Aside.values()))))
            .as(Happening::new);
    return Combinators.combine(first.list().ofMinSize(3).ofMaxSize(10), later.list().ofMaxSize(12))
        .as(
            (early, late) -> {
              List<Happening> all = new ArrayList<>(early);
              all.addAll(late);
              return all;
            })
        .withoutEdgeCases();
  }
}
