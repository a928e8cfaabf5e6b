package io.beckon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.rules.RuleFiles;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Channel;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.engine.Played.Aside;
import io.beckon.engine.Played.Happening;
import io.beckon.engine.Played.Noted;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.model.Histories;
import io.beckon.model.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.apache.avro.specific.SpecificRecord;

/**
 * Whatever happens, under the ready-made flows, a flow on events and a tight policy. What is
 * counted here is counted from the outputs, and never asked of the engine.
 */
class FlowProperties {

  private static final int TRIES = 300;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final LocalTime NIGHT = LocalTime.of(20, 0);
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private static final String QUIZ =
      """
      flow: quiz
      title: Quiz
      purpose: recovery
      priority: 60
      trigger: {on: event, event: Quiz Finished}
      entry: {key: event}
      exit: {on: [Order Completed]}
      steps:
        - send: {id: text, channel: sms, template: t}
        - wait: {for: 2h}
        - branch:
            id: cart
            when: cart.open
            then:
              - send: {id: cart-mail, channel: email, template: t}
            else:
              - send: {id: text-again, channel: sms, template: t}
      """;

  private static final String CARE =
      """
      flow: care
      title: Care
      purpose: recovery
      priority: 55
      trigger: {on: event, event: Quiz Finished}
      entry: {holdout: 20}
      exit: {on: [Order Completed]}
      steps:
        - split:
            id: way
            arms:
              - id: soon
                weight: 3
                steps:
                  - wait: {by: duration("20m")}
              - id: at-ten
                weight: 3
                steps:
                  - wait: {until: "10:00", days: [mon, wed, thu, sun]}
              - {id: nobody, control: true}
        - send:
            id: either
            channel: sms
            template: either
            fallback: [{channel: email, template: either-mail}]
        - set: {attributes: {cared: true}, addTags: [cared]}
        - wait:
            id: seen
            event: [Message Delivered, Product Viewed, Product Added]
            where: happened.name != "Message Delivered" || happened.step == "either"
            for: 6h
            then:
              - send: {id: once, channel: email, template: once, unlessSent: ever}
            else:
              - send: {id: again, channel: sms, template: once, unlessSent: ever, unless: cart.open}
      """;

  private static final String POLICY =
      """
      policy: policy
      zone: UTC
      consent: [{purpose: recovery, rule: opt-in}]
      caps:
        - {name: spacing, channels: [email], max: 1, per: 3h, then: defer}
        - {name: daily, channels: [email], max: 2, per: 24h, then: skip}
        - {name: texts, channels: [sms], max: 1, per: 2h, then: defer}
        - {name: all, max: 3, per: 48h, then: skip}
      quietHours:
        - {name: night, from: "20:00", to: "09:00", then: defer}
      """;

  private static final Rulebook RULES = rules();

  @Property(tries = TRIES)
  void shouldKeepEveryPromiseWhenSendsLeaveAtTheirDecision(
      @ForAll("histories") Scenario scenario, @ForAll("happenings") List<Happening> happenings) {
    check(Played.play(scenario, happenings, HOUR, Timeline.Release.AT_DECISION, RULES));
  }

  @Property(tries = TRIES)
  void shouldKeepEveryPromiseWhenSendsWaitForTicks(
      @ForAll("histories") Scenario scenario,
      @ForAll("happenings") List<Happening> happenings,
      @ForAll("pace") long tickEvery) {
    check(Played.play(scenario, happenings, tickEvery, Timeline.Release.ON_TICK, RULES));
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

  private static void check(Played played) {
    checkTimes(played.heard.effects());
    checkIds(played);
    checkCaps(played.heard.sent());
    played.notes.forEach(FlowProperties::checkWelcome);
    checkNothingAfterTheEnd(played.heard.effects());
    checkAccount(played);
    checkNothingForTheHeldOut(played);
    assertThat(played.heard.sent().stream().filter(c -> c.getTemplate().equals("once")))
        .as("once for ever")
        .extracting(SendCommand::getShopperId)
        .doesNotHaveDuplicates();
    int sent = Math.min(2, played.notes.size());
    Statistics.label("messages")
        .collect(sent)
        .coverage(cover -> cover.check(2).percentage(share -> share > 10));
  }

  static void checkTimes(List<SpecificRecord> effects) {
    Map<String, Long> latest = new HashMap<>();
    for (SpecificRecord effect : effects) {
      String shopper;
      long at;
      if (effect instanceof Decision decision) {
        shopper = decision.getShopperId();
        at = decision.getAt();
      } else if (effect instanceof SendCommand command) {
        shopper = command.getShopperId();
        at = command.getAt();
      } else {
        AbandonmentTrigger trigger = (AbandonmentTrigger) effect;
        shopper = trigger.getShopperId();
        at = trigger.getAt();
      }
      assertThat(at)
          .as("time of %s after what was before", effect)
          .isGreaterThanOrEqualTo(latest.getOrDefault(shopper, 0L));
      latest.put(shopper, at);
    }
  }

  static void checkIds(Played played) {
    assertThat(played.heard.commands())
        .extracting(SendCommand::getCommandId)
        .doesNotHaveDuplicates();
    assertThat(played.heard.decisions())
        .extracting(Decision::getDecisionId)
        .doesNotHaveDuplicates();
  }

  private static void checkCaps(List<SendCommand> sent) {
    for (SendCommand last : sent) {
      List<SendCommand> own =
          sent.stream().filter(c -> c.getShopperId().equals(last.getShopperId())).toList();
      List<SendCommand> same =
          own.stream().filter(c -> c.getChannel() == last.getChannel()).toList();
      if (last.getChannel() == Channel.EMAIL) {
        assertThat(within(same, last, Duration.ofHours(3))).isEqualTo(1);
        assertThat(within(same, last, Duration.ofHours(24))).isLessThanOrEqualTo(2);
      } else {
        assertThat(within(same, last, Duration.ofHours(2))).isEqualTo(1);
      }
      assertThat(within(own, last, Duration.ofDays(2))).isLessThanOrEqualTo(3);
    }
  }

  /** Messages in the window that ends with the last one. */
  private static long within(List<SendCommand> sent, SendCommand last, Duration window) {
    return sent.stream()
        .filter(c -> c.getAt() <= last.getAt() && c.getAt() > last.getAt() - window.toMillis())
        .count();
  }

  private static void checkWelcome(Noted noted) {
    LocalTime local =
        LocalTime.ofInstant(Instant.ofEpochMilli(noted.message().getAt()), noted.zone());
    assertThat(noted.agreed()).as("consent to %s", noted.message()).isTrue();
    assertThat(local)
        .as("time on the shopper's wall at %s", noted.message())
        .isBefore(NIGHT)
        .isAfterOrEqualTo(MORNING);
  }

  static void checkNothingAfterTheEnd(List<SpecificRecord> effects) {
    Set<String> over = new HashSet<>();
    Set<String> calledBack = new HashSet<>();
    for (SpecificRecord effect : effects) {
      if (effect instanceof Decision decision && decision.getOutcome() == Outcome.CALLED_BACK) {
        calledBack.add(decision.getCommandId());
      } else if (effect instanceof SendCommand command
          && command.getCancels() != null
          && calledBack.contains(command.getCancels())) {
        assertThat(command.getAction()).isEqualTo(CommandAction.CANCEL);
      } else if (effect instanceof Decision decision) {
        assertThat(over).as("%s", decision).doesNotContain(decision.getRunId());
        if (decision.getOutcome() == Outcome.EXITED || decision.getOutcome() == Outcome.COMPLETED) {
          over.add(decision.getRunId());
        }
      } else if (effect instanceof SendCommand command) {
        assertThat(over).as("%s", command).doesNotContain(command.getRunId());
      }
    }
  }

  /** Each send that a run came to is sent, skipped or cancelled, once; or it still waits. */
  static void checkAccount(Played played) {
    Map<String, List<Outcome>> accounts = new LinkedHashMap<>();
    for (Decision decision : played.heard.decisions()) {
      if (decision.getCommandId() != null) {
        accounts
            .computeIfAbsent(decision.getCommandId(), id -> new ArrayList<>())
            .add(decision.getOutcome());
      }
    }
    Set<String> waiting = new HashSet<>();
    for (Shopper shopper : played.shoppers.values()) {
      for (PendingSend send : shopper.queue().sends()) {
        waiting.add(send.commandId());
      }
    }
    assertThat(accounts.keySet()).containsAll(waiting);
    accounts.forEach(
        (commandId, outcomes) -> {
          int last = outcomes.size() - 1;
          if (outcomes.get(last) == Outcome.CALLED_BACK) {
            outcomes.remove(last);
            assertThat(outcomes).last().isEqualTo(Outcome.SENT);
          }
          long ends =
              outcomes.stream().filter(o -> o != Outcome.QUEUED && o != Outcome.DEFERRED).count();
          assertThat(ends)
              .as("ends of %s: %s", commandId, outcomes)
              .isEqualTo(waiting.contains(commandId) ? 0 : 1);
          if (ends == 1) {
            assertThat(outcomes.get(outcomes.size() - 1))
                .isIn(Outcome.SENT, Outcome.SKIPPED, Outcome.CANCELLED);
          }
        });
    assertThat(played.heard.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.SENT)
        .extracting(Decision::getCommandId)
        .containsExactlyElementsOf(
            played.heard.sent().stream().map(SendCommand::getCommandId).toList());
  }

  private static void checkNothingForTheHeldOut(Played played) {
    Set<String> out = new HashSet<>();
    for (Decision decision : played.heard.decisions()) {
      if (decision.getReason().equals("HOLDOUT") || decision.getReason().equals("CONTROL")) {
        out.add(decision.getRunId());
      }
    }
    assertThat(played.heard.sent()).noneMatch(command -> out.contains(command.getRunId()));
  }

  private static Rulebook rules() {
    Rulebook book = Rulebook.of(RuleLoader.policy(POLICY, "policy.yaml", 1));
    for (Flow flow : RuleFiles.readyMade().flows()) {
      book = book.activated(flow, Rulebook.ALWAYS);
    }
    return book.activated(RuleLoader.flow(QUIZ, "quiz.yaml", 1), Rulebook.ALWAYS)
        .activated(RuleLoader.flow(CARE, "care.yaml", 1), Rulebook.ALWAYS);
  }
}
