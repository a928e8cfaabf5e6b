package io.beckon.measurement.core;

import io.beckon.contract.EntryKind;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import io.beckon.state.MeasuredPair;
import io.beckon.state.MeasuredShopper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper did and got, as long as it may still change a count. It comes to the same in
 * whatever order it is told, because results are made of what it holds and not of how it grew.
 */
public final class History {

  private final Settings settings;
  private final Map<String, OutcomeEvent> events = new TreeMap<>();
  private final Map<String, Set<String>> causesByOrder = new TreeMap<>();
  private final Set<String> closed = new TreeSet<>();

  /** Of a shopper of whom nothing was told. */
  public History(Settings settings) {
    this.settings = settings;
  }

  /** As it was stored. */
  public static History of(MeasuredShopper state, Settings settings) {
    History history = new History(settings);
    state.getEvents().forEach(history::add);
    for (MeasuredPair pair : state.getPairs()) {
      history.pair(pair.getOrderId(), pair.getCauseId());
    }
    history.closed.addAll(state.getClosed());
    return history;
  }

  /** As it is stored. */
  public MeasuredShopper state() {
    List<MeasuredPair> pairs = new ArrayList<>();
    causesByOrder.forEach(
        (order, causes) -> causes.forEach(cause -> pairs.add(new MeasuredPair(order, cause))));
    return new MeasuredShopper(
        List.copyOf(events.values()), List.copyOf(pairs), List.copyOf(closed));
  }

  /** Is nothing remembered? */
  public boolean isEmpty() {
    return events.isEmpty();
  }

  /** Something happened. What is remembered already is not told again. */
  public void add(OutcomeEvent event) {
    String id = event.getHistorical() ? null : Causes.id(event);
    if (id != null && events.putIfAbsent(id, event) == null) {
      codes(id, event);
    }
  }

  /** An order that used a message's code keeps the message, however long ago it was touched. */
  private void codes(String id, OutcomeEvent event) {
    boolean order = event.getFact() instanceof OrderSeen seen && seen.getCoupon() != null;
    boolean code = event.getFact() instanceof Touched touch && touch.getCode() != null;
    if (order || code) {
      events.forEach(
          (otherId, other) -> {
            if (order && Codes.used(other, event, settings)) {
              pair(id, otherId);
            } else if (code && Codes.used(event, other, settings)) {
              pair(otherId, id);
            }
          });
    }
  }

  /** An order came within the longest window of something. */
  public void followed(OutcomeEvent cause, OutcomeEvent order) {
    String causeId = Causes.id(cause);
    String orderId = Causes.id(order);
    if (causeId != null && orderId != null && Causes.followed(cause, order, settings)) {
      add(cause);
      add(order);
      pair(orderId, causeId);
    }
  }

  /** Nothing can come any more that recovers an abandonment. */
  public void closed(OutcomeEvent trigger) {
    String id = Causes.id(trigger);
    if (id != null) {
      add(trigger);
      closed.add(id);
    }
  }

  private void pair(String orderId, String causeId) {
    causesByOrder.computeIfAbsent(orderId, id -> new TreeSet<>()).add(causeId);
  }

  /**
   * Forgets what no longer changes a count. An abandonment of which nobody has said yet what became
   * of it is kept however old it is: that its window has closed is told when somebody looks, which
   * may be months of log time later while an old history is read.
   *
   * @param now logical time, epoch milliseconds
   */
  public void expire(long now) {
    long limit = now - settings.corrections();
    Set<String> followed = new HashSet<>();
    causesByOrder.values().forEach(followed::addAll);
    events.entrySet().removeIf(entry -> isOrder(entry.getValue()) && end(entry.getValue()) < limit);
    causesByOrder.keySet().removeIf(order -> !events.containsKey(order));
    Set<String> held = new HashSet<>();
    causesByOrder.values().forEach(held::addAll);
    events
        .entrySet()
        .removeIf(
            entry ->
                !isOrder(entry.getValue())
                    && !(entry.getValue().getFact() instanceof RunEntered)
                    && !held.contains(entry.getKey())
                    && end(entry.getValue()) < limit
                    && (!Causes.isTrigger(entry.getValue())
                        || followed.contains(entry.getKey())
                        || closed.contains(entry.getKey())));
    // The flow that was entered says how long the window of what it was entered for is.
    events
        .entrySet()
        .removeIf(
            entry ->
                entry.getValue().getFact() instanceof RunEntered entered
                    && !held.contains(entry.getKey())
                    && end(entry.getValue()) < limit
                    && !events.containsKey(Causes.triggerId(entered.getOriginId())));
    closed.removeIf(id -> !events.containsKey(id));
  }

  private static boolean isOrder(OutcomeEvent event) {
    return event.getFact() instanceof OrderSeen;
  }

  private long end(OutcomeEvent event) {
    return event.getFact() instanceof OrderAdjusted
        ? event.getAt()
        : event.getFact() instanceof GoalReached goal
            ? goal.getEnteredAt()
            : Causes.begin(event, settings);
  }

  Settings settings() {
    return settings;
  }

  Collection<OutcomeEvent> events() {
    return events.values();
  }

  boolean isClosed(OutcomeEvent trigger) {
    return closed.contains(Causes.id(trigger));
  }

  /** What an order followed. */
  List<OutcomeEvent> causes(OutcomeEvent order) {
    List<OutcomeEvent> causes = new ArrayList<>();
    for (String id : causesByOrder.getOrDefault(Causes.id(order), Set.of())) {
      OutcomeEvent cause = events.get(id);
      if (cause != null && isFollowed(cause, order)) {
        causes.add(cause);
      }
    }
    return causes;
  }

  /** The latest message whose code an order used; null: it used none. */
  @Nullable OutcomeEvent coded(OutcomeEvent order) {
    OutcomeEvent latest = null;
    for (String id : causesByOrder.getOrDefault(Causes.id(order), Set.of())) {
      OutcomeEvent cause = events.get(id);
      if (cause != null
          && Codes.used(cause, order, settings)
          && (latest == null || Codes.isLater(cause, latest))) {
        latest = cause;
      }
    }
    return latest;
  }

  /** Commands that were called back after they had left. */
  Set<String> calledBack() {
    Set<String> commands = new HashSet<>();
    for (OutcomeEvent event : events.values()) {
      if (event.getFact() instanceof Touched touch
          && touch.getKind() == TouchKind.CALLED_BACK
          && touch.getCommandId() != null
          && touch.getSentAt() != null
          && event.getAt() - touch.getSentAt() <= settings.memory()) {
        commands.add(touch.getCommandId());
      }
    }
    return commands;
  }

  /** The orders that followed something. */
  List<OutcomeEvent> orders(OutcomeEvent cause) {
    String id = Causes.id(cause);
    List<OutcomeEvent> orders = new ArrayList<>();
    causesByOrder.forEach(
        (orderId, causes) -> {
          OutcomeEvent order = causes.contains(id) ? events.get(orderId) : null;
          if (order != null && isFollowed(cause, order)) {
            orders.add(order);
          }
        });
    return orders;
  }

  /**
   * Did an order come after the window of an abandonment, within the longest of all? A join that
   * has found it does not tell that the window has closed.
   */
  boolean isOutlived(OutcomeEvent trigger) {
    String id = Causes.id(trigger);
    return causesByOrder.entrySet().stream()
        .filter(pair -> pair.getValue().contains(id))
        .map(pair -> events.get(pair.getKey()))
        .anyMatch(order -> order != null && !isFollowed(trigger, order));
  }

  /** All orders that are remembered. */
  List<OutcomeEvent> orders() {
    return events.values().stream().filter(History::isOrder).toList();
  }

  private boolean isFollowed(OutcomeEvent cause, OutcomeEvent order) {
    return cause.getFact() instanceof TriggerSeen trigger
        ? Causes.within(cause, order, window(trigger), settings)
        : Causes.followed(cause, order, settings);
  }

  /** How long after the shopper went idle an order recovers what was abandoned, milliseconds. */
  private long window(TriggerSeen trigger) {
    List<String> entered = entered(trigger).stream().map(RunEntered::getFlow).toList();
    return settings.recovery().millis(entered, trigger.getCategories());
  }

  /** What a flow was entered for, or would have been by who was held out of it. */
  List<RunEntered> entered(TriggerSeen trigger) {
    List<RunEntered> runs = new ArrayList<>();
    for (OutcomeEvent event : events.values()) {
      if (event.getFact() instanceof RunEntered entered
          && (entered.getKind() == EntryKind.ENTERED || entered.getKind() == EntryKind.HELD_OUT)
          && entered.getOriginId().equals(trigger.getTriggerId())) {
        runs.add(entered);
      }
    }
    return runs;
  }

  /** What is left of an order. */
  Worth worth(OutcomeEvent order) {
    return worth(order, Long.MAX_VALUE);
  }

  /**
   * What is left of an order, as far as it was told in time for something else.
   *
   * @param since when that was, epoch milliseconds
   */
  Worth worth(OutcomeEvent order, long since) {
    OrderSeen seen = (OrderSeen) order.getFact();
    long last = Math.min(since, settings.time(order));
    List<OutcomeEvent> adjustments = new ArrayList<>();
    for (OutcomeEvent event : events.values()) {
      if (event.getFact() instanceof OrderAdjusted adjusted
          && adjusted.getOrderId().equals(seen.getOrderId())
          && event.getAt() - last <= settings.corrections()
          && order.getAt() - event.getAt() <= settings.corrections()) {
        adjustments.add(event);
      }
    }
    return Worth.of(seen, adjustments);
  }

  /** Is a report on a message told in time to count? */
  boolean isInTime(OutcomeEvent report) {
    Long sentAt = ((Touched) report.getFact()).getSentAt();
    return sentAt == null || report.getAt() - sentAt <= settings.corrections();
  }
}
