package io.beckon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.EntryKind;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.Outcome;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.TimeMark;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import io.beckon.engine.outcome.Moments;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The books of a shop after whatever happened to its application: what the topics tell, for those
 * who read what is committed, agrees from one topic to the other, and nothing is told twice.
 */
final class Reconciliation {

  private final List<OutcomeEvent> outcomes;
  private final List<Decision> decisions;
  private final List<SendCommand> commands;
  private final List<AbandonmentTrigger> triggers;

  /** Ids of the orders in the log, however often each was told. */
  private final Set<String> orders;

  private Reconciliation(Shop shop) {
    this.outcomes =
        shop.outcomes().all().stream().flatMap(record -> Moments.apart(record).stream()).toList();
    this.decisions = shop.decisions().all();
    this.commands = shop.commands().all();
    this.triggers = shop.triggers().all();
    this.orders =
        shop.log().all().stream()
            .map(ShopperEvent::getPayload)
            .filter(OrderCompleted.class::isInstance)
            .map(payload -> ((OrderCompleted) payload).getOrderId())
            .collect(Collectors.toSet());
  }

  /** Checks them. */
  static void check(Shop shop) {
    Reconciliation books = new Reconciliation(shop);
    books.eachOrderOnce();
    books.eachMessageOnceInEachTopic();
    books.eachTriggerAndEntryOnceInEachTopic();
    books.marksInOrder(shop.outcomes().seen());
    int sends = books.everybodySomewhere();
    Report.line(
        "reconciled: "
            + books.outcomes.size()
            + " outcomes, "
            + books.decisions.size()
            + " decisions, "
            + books.commands.size()
            + " commands, "
            + sends
            + " places of runs at a send");
  }

  private void eachOrderOnce() {
    assertThat(ids(OrderSeen.class, OrderSeen::getOrderId, seen -> true))
        .containsExactlyInAnyOrderElementsOf(orders);
  }

  /** A send is one command, one decision and one outcome; so is one that is called back. */
  private void eachMessageOnceInEachTopic() {
    List<String> sent =
        commands.stream()
            .filter(command -> command.getAction() == CommandAction.SEND)
            .map(SendCommand::getCommandId)
            .toList();
    assertThat(sent).isNotEmpty().doesNotHaveDuplicates();
    assertThat(touches(TouchKind.SENT)).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(decided(Outcome.SENT)).containsExactlyInAnyOrderElementsOf(sent);
    List<String> cancelled =
        commands.stream()
            .filter(command -> command.getAction() == CommandAction.CANCEL)
            .map(SendCommand::getCancels)
            .toList();
    assertThat(touches(TouchKind.CALLED_BACK)).containsExactlyInAnyOrderElementsOf(cancelled);
    assertThat(sent).containsAll(cancelled);
  }

  private void eachTriggerAndEntryOnceInEachTopic() {
    assertThat(ids(TriggerSeen.class, TriggerSeen::getTriggerId, seen -> true))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            triggers.stream().map(AbandonmentTrigger::getTriggerId).toList());
    assertThat(
            ids(
                RunEntered.class,
                RunEntered::getRunId,
                entered -> entered.getKind() == EntryKind.ENTERED))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            decisions.stream()
                .filter(decision -> decision.getOutcome() == Outcome.ENTERED)
                .map(Decision::getRunId)
                .toList());
  }

  /** Time marks of a partition rise: a window that has closed stays closed. */
  private void marksInOrder(List<Output.Seen<OutcomeEvent>> seen) {
    Map<Integer, Long> last = new HashMap<>();
    for (Output.Seen<OutcomeEvent> each : seen) {
      if (each.value().getFact() instanceof TimeMark) {
        Long before = last.put(each.partition(), each.value().getAt());
        assertThat(each.value().getAt()).isGreaterThan(before == null ? 0 : before);
      }
    }
    assertThat(last).as("partitions with time marks").isNotEmpty();
  }

  /**
   * Of each send of a flow: entered = sent + skipped + cancelled + deferred + waiting + over before
   * it + not there yet. Each run is in one of these by what was decided last, and what was final
   * stays; and the sums of decisions, which know nothing of runs, are the same.
   *
   * @return how many places were counted
   */
  private int everybodySomewhere() {
    Map<String, Set<String>> entered = new TreeMap<>();
    Map<String, Map<String, Outcome>> bySend = new TreeMap<>();
    Map<String, Map<Outcome, Long>> told = new TreeMap<>();
    Set<String> over = new HashSet<>();
    for (Decision decision : decisions) {
      String run = decision.getRunId();
      if (run.isEmpty() || decision.getOutcome() == Outcome.REFUSED) {
        continue;
      }
      String flow = decision.getFlow() + "@" + decision.getFlowVersion();
      if (decision.getOutcome() == Outcome.ENTERED) {
        assertThat(entered.computeIfAbsent(flow, key -> new HashSet<>()).add(run))
            .as("entered twice: %s", decision)
            .isTrue();
        continue;
      }
      assertThat(entered.getOrDefault(flow, Set.of())).as("never entered").contains(run);
      if (decision.getOutcome() == Outcome.CALLED_BACK) {
        continue;
      }
      assertThat(over).as("was over already: %s", decision).doesNotContain(run);
      if (decision.getOutcome() == Outcome.EXITED || decision.getOutcome() == Outcome.COMPLETED) {
        over.add(run);
      } else if (decision.getStep() != null && isPlace(decision.getOutcome())) {
        String send = flow + " " + decision.getStep();
        Outcome before =
            bySend.computeIfAbsent(send, key -> new HashMap<>()).put(run, decision.getOutcome());
        assertThat(before)
            .as("had a place that is final: %s", decision)
            .isIn(null, Outcome.QUEUED, Outcome.DEFERRED);
        if (decision.getOutcome() != Outcome.QUEUED && decision.getOutcome() != Outcome.DEFERRED) {
          told.computeIfAbsent(send, key -> new EnumMap<>(Outcome.class))
              .merge(decision.getOutcome(), 1L, Long::sum);
        }
      }
    }
    int counted = 0;
    for (Map.Entry<String, Map<String, Outcome>> send : bySend.entrySet()) {
      Set<String> runs = entered.get(send.getKey().substring(0, send.getKey().indexOf(' ')));
      Map<Outcome, Long> places = new EnumMap<>(Outcome.class);
      send.getValue().values().forEach(place -> places.merge(place, 1L, Long::sum));
      long before =
          runs.stream()
              .filter(run -> !send.getValue().containsKey(run))
              .filter(over::contains)
              .count();
      long still =
          runs.stream()
              .filter(run -> !send.getValue().containsKey(run))
              .filter(run -> !over.contains(run))
              .count();
      long sum = places.values().stream().mapToLong(Long::longValue).sum() + before + still;
      assertThat(sum)
          .as("%s: %s, %d before, %d not yet", send.getKey(), places, before, still)
          .isEqualTo(runs.size());
      for (Outcome last : List.of(Outcome.SENT, Outcome.SKIPPED, Outcome.CANCELLED)) {
        assertThat(places.getOrDefault(last, 0L))
            .as("%s %s", send.getKey(), last)
            .isEqualTo(told.getOrDefault(send.getKey(), Map.of()).getOrDefault(last, 0L));
      }
      send.getValue()
          .forEach(
              (run, place) -> {
                if (over.contains(run)) {
                  assertThat(place)
                      .as("%s of %s, which is over", send.getKey(), run)
                      .isNotIn(Outcome.QUEUED, Outcome.DEFERRED);
                }
              });
      counted += send.getValue().size();
    }
    assertThat(counted).isPositive();
    return counted;
  }

  private static boolean isPlace(Outcome outcome) {
    return switch (outcome) {
      case QUEUED, DEFERRED, SENT, SKIPPED, CANCELLED -> true;
      default -> false;
    };
  }

  private List<String> touches(TouchKind kind) {
    return ids(Touched.class, Touched::getCommandId, touch -> touch.getKind() == kind);
  }

  private List<String> decided(Outcome outcome) {
    return decisions.stream()
        .filter(decision -> decision.getOutcome() == outcome)
        .map(Decision::getCommandId)
        .toList();
  }

  private <T> List<String> ids(Class<T> type, Function<T, String> id, Predicate<T> wanted) {
    List<String> ids = new ArrayList<>();
    for (OutcomeEvent outcome : outcomes) {
      if (type.isInstance(outcome.getFact())) {
        T fact = type.cast(outcome.getFact());
        if (wanted.test(fact)) {
          ids.add(id.apply(fact));
        }
      }
    }
    return ids;
  }
}
