package io.beckon.streams;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.viewed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.beckon.contract.ApplicationActivated;
import io.beckon.contract.Channel;
import io.beckon.contract.CommandAction;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.Decision;
import io.beckon.contract.Identified;
import io.beckon.contract.Outcome;
import io.beckon.contract.RunEntered;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Tick;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.model.Touches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopperTopologyTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long SETTLE = Duration.ofSeconds(30).toMillis();

  @TempDir Path dir;
  private Partition partition;

  @BeforeEach
  void open() {
    partition = new Partition(dir).withReadyMadeFlows();
  }

  @AfterEach
  void close() {
    partition.close();
  }

  @Test
  void shouldTriggerWhenATickOfTheWallClockComes() {
    partition.append(added("ann", priced("shoes", 2, 4990)), MINUTE);
    partition.wallClock(MINUTE + HOUR + SETTLE - 1);
    assertThat(partition.triggers()).isEmpty();

    partition.wallClock(MINUTE + HOUR + SETTLE);

    assertThat(partition.triggers())
        .singleElement()
        .satisfies(
            trigger -> {
              assertThat(trigger.getKind()).isEqualTo(TriggerKind.CART);
              assertThat(trigger.getDueAt()).isEqualTo(Partition.START + MINUTE + HOUR);
              assertThat(trigger.getAt()).isEqualTo(Partition.START + MINUTE + HOUR + SETTLE);
              assertThat(trigger.getValue()).isEqualTo(9980);
            });
  }

  @Test
  void shouldSendOnlyWhenATickBehindTheDecisionIsRead() {
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    partition.append(viewed("bob", "hat"), 2 * HOUR);

    assertThat(partition.triggers()).hasSize(1);
    assertThat(outcomes()).containsExactly(Outcome.ENTERED, Outcome.QUEUED);
    assertThat(partition.commands()).isEmpty();

    partition.wallClock(2 * HOUR + 1_000);

    List<SendCommand> commands = partition.commands();
    assertThat(commands).hasSize(1);
    SendCommand command = commands.get(0);
    assertThat(command.getAction()).isEqualTo(CommandAction.SEND);
    assertThat(command.getStep()).isEqualTo("reminder");
    assertThat(command.getRecipient().getAddress()).isEqualTo("ann@example.com");
    assertThat(command.getAt()).isEqualTo(Partition.START + 2 * HOUR + 1_000);
    assertThat(outcomes()).containsExactly(Outcome.SENT);
  }

  @Test
  void shouldTellMeasurementAllFactsOfADecisionInOneRecord() {
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    partition.outcomeRecords();

    partition.append(viewed("bob", "hat"), 2 * HOUR);

    assertThat(partition.outcomeRecords())
        .filteredOn(told -> told.getShopperId().equals("ann"))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.getFact()).isInstanceOf(TriggerSeen.class);
              assertThat(told.getAlso())
                  .singleElement()
                  .satisfies(also -> assertThat(also.getFact()).isInstanceOf(RunEntered.class));
            });
  }

  @Test
  void shouldNotSendWhenAnOrderStandsBetweenTheDecisionAndTheTick() {
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    partition.append(viewed("bob", "hat"), 2 * HOUR);
    partition.append(ordered("ann", "o1"), 2 * HOUR + 10);
    partition.wallClock(2 * HOUR + 1_000);

    assertThat(partition.commands()).isEmpty();
    assertThat(outcomes())
        .containsExactly(Outcome.ENTERED, Outcome.QUEUED, Outcome.CANCELLED, Outcome.EXITED);
  }

  @Test
  void shouldCallBackAMessageWhenTheShopperOrdersBeforeItMustHaveBeenSent() {
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    partition.wallClock(2 * HOUR);
    partition.wallClock(2 * HOUR + 1_000);
    SendCommand sent = partition.commands().get(0);

    partition.append(ordered("ann", "o1"), 2 * HOUR + 20 * MINUTE);

    assertThat(partition.commands())
        .singleElement()
        .satisfies(
            cancel -> {
              assertThat(cancel.getAction()).isEqualTo(CommandAction.CANCEL);
              assertThat(cancel.getCancels()).isEqualTo(sent.getCommandId());
              assertThat(cancel.getCommandId()).isNotEqualTo(sent.getCommandId());
            });
  }

  @Test
  void shouldNotReleaseOnATickOfAnotherIncarnation() {
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    partition.event("", new Tick(42L, -1L, "beckon-test"), 2 * HOUR);
    partition.event("", new Tick(42L, -1L, "beckon-test"), 2 * HOUR + 1_000);

    assertThat(partition.triggers()).hasSize(1);
    assertThat(partition.commands()).isEmpty();
  }

  @Test
  void shouldJudgeAgainByTheTimeOfTheReleaseWhenTheDecisionIsOld() {
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    partition.append(viewed("bob", "hat"), 2 * HOUR);
    partition.wallClock(40 * HOUR);

    assertThat(partition.commands()).isEmpty();
    assertThat(partition.decisions().stream().filter(d -> "reminder".equals(d.getStep())))
        .extracting(Decision::getReason)
        .containsExactly("ALLOWED", "STALE");
  }

  @Test
  void shouldWriteNoTickWhenNothingIsDue() {
    partition.append(viewed("bob", "hat"), MINUTE);
    for (int i = 2; i < 20; i++) {
      partition.wallClock(i * MINUTE);
    }
    assertThat(partition.count("beckon.ticks")).isZero();
  }

  @Test
  void shouldSendAllThreeRemindersAndThenBeDone() {
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    for (int hour = 1; hour <= 30; hour++) {
      partition.wallClock(hour * HOUR + 2 * MINUTE);
      partition.wallClock(hour * HOUR + 2 * MINUTE + 1_000);
    }
    assertThat(partition.commands())
        .extracting(SendCommand::getStep)
        .containsExactly("reminder", "free-shipping", "last-call");
    assertThat(outcomes()).last().isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void shouldCountARedeliveredEventAndAnOrderOfTwoSourcesOnce() {
    var order = ordered("ann", "o1");
    partition.append(order, MINUTE);
    partition.append(order, 2 * MINUTE);
    partition.append(ordered("ann", "o1"), 3 * MINUTE);

    assertThat(partition.count("beckon.duplicates")).isEqualTo(2);
  }

  @Test
  void shouldCountTheGoalOfAFlowOnceAndOnlyOfWhoCameToIt() {
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    partition.append(viewed("bob", "hat"), 2 * HOUR);
    partition.wallClock(2 * HOUR + 1_000);
    assertThat(partition.count("beckon.goals")).isZero();

    partition.append(ordered("bob", "o1"), 3 * HOUR);
    assertThat(partition.count("beckon.goals")).isZero();

    var order = ordered("ann", "o2");
    partition.append(order, 3 * HOUR);
    partition.append(order, 4 * HOUR);
    assertThat(partition.count("beckon.goals")).isEqualTo(1);
  }

  @Test
  void shouldStayInTheShadowUntilItIsActivated() {
    partition.close();
    partition = new Partition(dir, 0, true).withReadyMadeFlows();
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    partition.append(viewed("bob", "hat"), 2 * HOUR);
    partition.wallClock(2 * HOUR + 1_000);
    assertThat(partition.triggers()).hasSize(1);
    assertThat(partition.commands()).isEmpty();
    assertThat(partition.count("beckon.ticks")).isZero();

    partition.event("", new ApplicationActivated("beckon-test"), 2 * HOUR + 2_000);
    // The first tick tells the contact whose the address is: in the shadow nothing was appended.
    partition.wallClock(2 * HOUR + 3_000);
    partition.wallClock(2 * HOUR + 4_000);

    assertThat(partition.commands()).hasSize(1);
  }

  @Test
  void shouldDecideATimerByTheRulesOfItsOwnTime() {
    consenting("ann");
    partition.append(added("ann", "shoes"), MINUTE);
    String retired = "";
    partition.activate("cart-recovery", 2, retired, "none");
    partition.append(viewed("bob", "hat"), 2 * HOUR);

    assertThat(partition.triggers()).hasSize(1);
    assertThat(outcomes()).isEmpty();
  }

  @Test
  void shouldFollowAPublishedScoreByEventsAndByTimeAlone() {
    String score =
        """
        score: lead
        title: Lead
        halfLife: 1d
        behaviour: [{name: pricing, on: Pricing Viewed, points: 10}]
        thresholds: [{name: sales, points: 15}]
        """;
    String stages =
        """
        stages: lead
        title: Lead
        order: [new, ready]
        moves: [{to: ready, on: Score Reached}]
        """;
    partition.activate("score:lead", 1, score, RuleLoader.hash(score));
    partition.activate("stages:lead", 1, stages, RuleLoader.hash(stages));
    partition.event("ann", new CustomEvent("Pricing Viewed", Map.of()), MINUTE);
    partition.event("ann", new CustomEvent("Pricing Viewed", Map.of()), MINUTE);
    partition.wallClock(9 * HOUR);
    assertThat(partition.decisions())
        .extracting(Decision::getFlow, Decision::getReason)
        .containsExactly(
            tuple("score:lead", "SCORE_REACHED"), tuple("stages:lead", "STAGE_CHANGED"));

    // 20 points are 15 after 0.415 days
    partition.wallClock(10 * HOUR);
    partition.wallClock(10 * HOUR + 1_000);
    assertThat(partition.decisions())
        .extracting(Decision::getReason)
        .containsExactly("SCORE_DROPPED");
    assertThat(partition.deadLetters()).isEmpty();
  }

  @Test
  void shouldWriteAudienceChangesByMember() {
    String flow =
        """
        flow: retarget
        title: Retarget
        purpose: marketing
        trigger: {on: event, event: Pricing Viewed}
        exit: {on: [Order Completed]}
        steps:
          - audience: {join: pricing, for: 1d}
        """;
    partition.activate("retarget", 1, flow, RuleLoader.hash(flow));
    partition.event("anon-1", new CustomEvent("Pricing Viewed", Map.of()), MINUTE);
    partition.append(Touches.occurred(Partition.START + HOUR, ordered("anon-1", "o1")), HOUR);

    List<TestRecord<byte[], byte[]>> records =
        partition.records(Partition.TOPICS.audienceChanges());
    assertThat(records).extracting(r -> new String(r.key(), UTF_8)).containsOnly("pricing,anon-1");
    assertThat(records).hasSize(2);
  }

  @Test
  void shouldWriteATaskToItsTopicByShopper() {
    String flow =
        """
        flow: call-back
        title: Call back
        purpose: transactional
        trigger: {on: event, event: Callback Requested}
        steps:
          - task: {id: call, kind: sales, title: Call back, dueIn: 1h}
        """;
    partition.activate("call-back", 1, flow, RuleLoader.hash(flow));
    partition.event(
        "ann", new CustomEvent("Callback Requested", Map.of("text", "after six")), MINUTE);

    assertThat(partition.tasks())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.getShopperId()).isEqualTo("ann");
              assertThat(task.getMessage()).isEqualTo("after six");
              assertThat(task.getDueBy()).isEqualTo(Partition.START + MINUTE + HOUR);
            });
    assertThat(partition.count("beckon.tasks")).isEqualTo(1);
  }

  @Test
  void shouldStartAFlowWhenAShopperLeavesAPublishedSegmentByTimeAlone() {
    String segment =
        """
        segment: recent
        title: Ordered in the last day
        when: shopper.orderCount > 0 && now - shopper.lastOrderAt < days(1)
        """;
    String flow =
        """
        flow: come-back
        title: Come back
        purpose: transactional
        trigger: {on: segment-left, segment: recent}
        steps:
          - send: {id: hello, channel: email, template: come-back}
        """;
    partition.activate("segment:recent", 1, segment, RuleLoader.hash(segment));
    partition.activate("come-back", 1, flow, RuleLoader.hash(flow));
    consenting("ann");
    partition.append(Touches.occurred(Partition.START + MINUTE, ordered("ann", "o1")), MINUTE);
    partition.wallClock(24 * HOUR + MINUTE);
    assertThat(partition.commands()).isEmpty();

    partition.wallClock(24 * HOUR + 2 * MINUTE);
    partition.wallClock(24 * HOUR + 2 * MINUTE + 1_000);

    assertThat(partition.commands())
        .singleElement()
        .satisfies(command -> assertThat(command.getTemplate()).isEqualTo("come-back"));
  }

  private void consenting(String shopper) {
    partition.event(
        shopper,
        new Identified(
            null,
            shopper + "@example.com",
            null,
            null,
            null,
            "Europe/Berlin",
            "DE",
            null,
            null,
            List.of(new ConsentGiven(Channel.EMAIL, null, ConsentState.GRANTED, "test")),
            Map.of()),
        0);
  }

  private List<Outcome> outcomes() {
    return partition.decisions().stream().map(Decision::getOutcome).toList();
  }
}
