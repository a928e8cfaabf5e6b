package io.beckon.measurement.report.figures;

import io.beckon.contract.ConsentMove;
import io.beckon.contract.ConsentMoved;
import io.beckon.contract.ConsentState;
import io.beckon.contract.EntryKind;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.RunEntered;
import io.beckon.contract.StageMoved;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one shopper did, and heard: their outcomes, in the order in which they were processed. Told
 * twice, it is the same story, since messages, orders and runs have ids.
 */
final class Story {

  private static final long HOUR = 3_600_000;

  final String shopperId;
  private final long lateness;
  private final long corrections;

  /** Adjustments of orders that are not known yet, by order. */
  private final Map<String, List<OutcomeEvent>> early = new LinkedHashMap<>();

  final Map<String, Trigger> triggers = new LinkedHashMap<>();
  final Map<String, Message> messages = new LinkedHashMap<>();
  final Map<String, Order> orders = new LinkedHashMap<>();
  final Map<String, Run> runs = new LinkedHashMap<>();
  final List<Held> held = new ArrayList<>();
  final Map<String, Dealt> dealt = new LinkedHashMap<>();
  final Set<Arm> arms = new LinkedHashSet<>();
  final List<Goal> goals = new ArrayList<>();
  final List<Moved> moves = new ArrayList<>();
  final List<Consented> consents = new ArrayList<>();

  /** By source, the hours since 1970 in which it was heard. */
  final Map<String, Set<Long>> heardFrom = new TreeMap<>();

  long firstAt = Long.MAX_VALUE;
  long lastAt = Long.MIN_VALUE;

  /** Something was abandoned. */
  record Trigger(
      TriggerKind kind,
      long idleSince,
      long at,
      @Nullable Long value,
      @Nullable String currency,
      List<String> categories,
      List<String> segments) {}

  /**
   * A run of a flow.
   *
   * @param origin the trigger or event that began it
   */
  record Run(String flow, int version, String origin, long at, List<String> segments) {}

  /** A run that did not begin, since the shopper is held out. */
  record Held(String flow, int version, String origin, long at) {}

  /** An arm of a split; the first one that the shopper was dealt. */
  record Dealt(String flow, int version, String split, String arm, boolean control, long at) {}

  /**
   * An arm of a split that a run was given.
   *
   * @param drawn was it drawn, not promoted or outside of the rollout?
   */
  record Arm(
      String flow, int version, String split, String arm, boolean drawn, String runId, long at) {}

  /** The goal of a flow was reached, or an event that supports it. */
  record Goal(String flow, int version, long enteredAt, long at, boolean supporting) {}

  /** A stage or a threshold of a score. */
  record Moved(String rule, String reason, @Nullable String from, String to, long at) {}

  /** What was agreed to. */
  record Consented(boolean knownBefore, boolean granted, long at) {}

  /** A story that has not begun. */
  Story(String shopperId, long lateness, long corrections) {
    this.shopperId = shopperId;
    this.lateness = lateness;
    this.corrections = corrections;
  }

  /** Goes on with the story; marks of the time and others' outcomes must not come here. */
  void tell(OutcomeEvent event) {
    long at = event.getAt();
    Object fact = event.getFact();
    if (event.getToldBy() != null && !event.getHistorical()) {
      heardFrom
          .computeIfAbsent(event.getToldBy(), source -> new TreeSet<>())
          .add(Math.floorDiv(at, HOUR));
    }
    if (fact instanceof OrderSeen order) {
      order(event, order);
    } else if (fact instanceof OrderAdjusted adjusted) {
      adjusted(event, adjusted);
    } else if (event.getHistorical()) {
      return;
    } else if (fact instanceof TriggerSeen seen) {
      triggers.putIfAbsent(
          seen.getTriggerId(),
          new Trigger(
              seen.getKind(),
              seen.getIdleSince(),
              at,
              seen.getValue(),
              seen.getCurrency(),
              seen.getCategories(),
              event.getSegments()));
    } else if (fact instanceof RunEntered entered) {
      entered(event, entered);
    } else if (fact instanceof Touched touched) {
      touched(event, touched);
    } else if (fact instanceof GoalReached goal) {
      goals.add(
          new Goal(
              goal.getFlow(),
              goal.getFlowVersion(),
              goal.getEnteredAt(),
              at,
              goal.getSupporting()));
    } else if (fact instanceof StageMoved moved) {
      moves.add(new Moved(moved.getRule(), moved.getReason(), moved.getFrom(), moved.getTo(), at));
    } else if (fact instanceof ConsentMoved consent) {
      for (ConsentMove move : consent.getMoves()) {
        consents.add(
            new Consented(
                move.getBefore() != ConsentState.UNKNOWN,
                move.getState() == ConsentState.GRANTED,
                at));
      }
    }
    firstAt = Math.min(firstAt, at);
    lastAt = Math.max(lastAt, at);
  }

  /** When it counts as having happened: at its own time, unless it was told too late for that. */
  private long time(OutcomeEvent event) {
    return Math.max(Math.min(event.getOccurredAt(), event.getAt()), event.getAt() - lateness);
  }

  /** Flows that were entered because something was abandoned, or would have been. */
  Set<String> entered(String triggerId) {
    Set<String> flows = new TreeSet<>();
    runs.values().stream()
        .filter(run -> run.origin().equals(triggerId))
        .forEach(run -> flows.add(run.flow()));
    held.stream()
        .filter(out -> out.origin().equals(triggerId))
        .forEach(out -> flows.add(out.flow()));
    return flows;
  }

  /** Messages that orders are credited to. */
  List<Message> credited(boolean owed) {
    return messages.values().stream().filter(message -> owed || !message.owed).toList();
  }

  private void order(OutcomeEvent event, OrderSeen order) {
    if (orders.containsKey(order.getOrderId())) {
      return;
    }
    orders.put(
        order.getOrderId(),
        new Order(
            order.getOrderId(),
            event.getHistorical() ? event.getOccurredAt() : time(event),
            event.getHistorical() ? event.getOccurredAt() : event.getAt(),
            order.getValue(),
            order.getCurrency(),
            order.getCoupon(),
            order.getDiscount(),
            order.getOrdinal(),
            event.getHistorical(),
            categories(order.getLines()),
            order));
    List<OutcomeEvent> known = early.remove(order.getOrderId());
    if (known != null) {
      known.forEach(each -> adjusted(each, (OrderAdjusted) each.getFact()));
    }
  }

  /** Refunds and cancellations of orders that are not known. */
  long adjustedUnknown() {
    return early.values().stream().mapToLong(List::size).sum();
  }

  private static List<String> categories(Collection<OrderLine> lines) {
    return lines.stream()
        .map(line -> Objects.requireNonNullElse(line.getCategory(), ""))
        .distinct()
        .sorted()
        .toList();
  }

  private void adjusted(OutcomeEvent event, OrderAdjusted adjusted) {
    Order order = orders.get(adjusted.getOrderId());
    if (order == null) {
      early.computeIfAbsent(adjusted.getOrderId(), id -> new ArrayList<>(1)).add(event);
    } else {
      boolean imported = event.getHistorical();
      order.adjust(event, imported ? event.getOccurredAt() : event.getAt(), corrections);
    }
  }

  private void entered(OutcomeEvent event, RunEntered entered) {
    long at = event.getAt();
    if (entered.getKind() == EntryKind.ENTERED) {
      runs.putIfAbsent(
          entered.getRunId(),
          new Run(
              entered.getFlow(),
              entered.getFlowVersion(),
              entered.getOriginId(),
              at,
              event.getSegments()));
    } else if (entered.getKind() == EntryKind.HELD_OUT) {
      held.add(new Held(entered.getFlow(), entered.getFlowVersion(), entered.getOriginId(), at));
    } else if (entered.getKind() == EntryKind.ASSIGNED) {
      String split = Objects.requireNonNullElse(entered.getStep(), "");
      String arm = Objects.requireNonNullElse(entered.getArm(), "");
      arms.add(
          new Arm(
              entered.getFlow(),
              entered.getFlowVersion(),
              split,
              arm,
              !entered.getPromoted(),
              entered.getRunId(),
              at));
      if (entered.getPromoted()) {
        return;
      }
      dealt.putIfAbsent(
          entered.getFlow() + "\u0000" + split,
          new Dealt(
              entered.getFlow(), entered.getFlowVersion(), split, arm, entered.getControl(), at));
    }
  }

  private void touched(OutcomeEvent event, Touched touched) {
    String id = touched.getCommandId();
    if (id == null) {
      return;
    }
    Message message = messages.computeIfAbsent(id, i -> new Message(i, touched.getChannel()));
    message.owed = touched.getPurpose() == Purpose.TRANSACTIONAL;
    if (touched.getKind() == TouchKind.SENT) {
      message.sentAt = event.getAt();
      message.segments = event.getSegments();
      message.categories = touched.getCategories();
      message.offer = touched.getOffer();
      message.code = touched.getCode();
      message.parts = touched.getParts();
    } else if (touched.getKind() != TouchKind.CALLED_BACK
        && touched.getKind() != TouchKind.UNKNOWN) {
      message.reported(event.getToldBy(), event.getAt());
    }
    if (touched.getFlow() != null) {
      message.flow = touched.getFlow();
      message.version = touched.getFlowVersion();
      message.step = touched.getStep();
      message.variant = touched.getVariant();
    }
    message.hear(touched.getKind(), time(event));
  }
}
