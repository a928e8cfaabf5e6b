package io.beckon.measurement.report.figures;

import io.beckon.contract.TriggerKind;
import io.beckon.measurement.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was left, and what became of it, as the measurement application tells it: won back by an
 * order within the window, which begins when the shopper was last seen; bought already, when the
 * order had come before it was noticed and was told later; lost, once the window has closed without
 * an order or all that followed were cancelled; open until then. What an order brought is told of
 * the latest thing that was left before it.
 */
final class Recoveries {

  private final ReportSettings settings;
  private final String currency;
  private final long known;
  private final Map<TriggerKind, Kind> kinds = new EnumMap<>(TriggerKind.class);

  /** By the flow that was entered for it; of several in each. */
  final Map<String, Kind> flows = new TreeMap<>();

  /** By category of what was left; of several in each. */
  final Map<String, Kind> categories = new TreeMap<>();

  /** What became of one kind of trigger. */
  static final class Kind {
    long left;
    long recovered;
    long lost;
    long bought;
    long revenue;
    final List<Long> times = new ArrayList<>();

    /** Of all that was left, without what had been bought already. */
    Figure.Share rate() {
      return new Figure.Share(recovered, left - bought);
    }

    long open() {
      return left - recovered - lost - bought;
    }

    Duration quantile(double share) {
      if (times.isEmpty()) {
        return Duration.ZERO;
      }
      List<Long> sorted = times.stream().sorted().toList();
      int index = (int) Math.ceil(share * sorted.size()) - 1;
      return Duration.ofMillis(sorted.get(Math.max(0, index)));
    }

    void add(Kind other) {
      left += other.left;
      recovered += other.recovered;
      lost += other.lost;
      bought += other.bought;
      revenue += other.revenue;
      times.addAll(other.times);
    }
  }

  Recoveries(ReportSettings settings, String currency, long known) {
    this.settings = settings;
    this.currency = currency;
    this.known = known;
  }

  void count(Story story) {
    List<Order> orders =
        story.orders.values().stream()
            .filter(order -> !order.historical)
            .sorted(Comparator.comparingLong((Order order) -> order.at))
            .toList();
    story.triggers.forEach(
        (id, trigger) -> {
          if (settings.covers(trigger.at())) {
            Set<String> entered = story.entered(id);
            Kind one = count(trigger, window(trigger, entered), orders);
            cuts(trigger, entered).forEach(kind -> kind.add(one));
          }
        });
    for (Order order : orders) {
      revenue(order, story);
    }
  }

  /** Where an abandonment is counted. */
  private List<Kind> cuts(Story.Trigger trigger, Set<String> entered) {
    List<Kind> cuts = new ArrayList<>();
    cuts.add(kinds.computeIfAbsent(trigger.kind(), k -> new Kind()));
    entered.forEach(flow -> cuts.add(flows.computeIfAbsent(flow, f -> new Kind())));
    trigger
        .categories()
        .forEach(name -> cuts.add(categories.computeIfAbsent(name, c -> new Kind())));
    return cuts;
  }

  private Kind count(Story.Trigger trigger, long window, List<Order> orders) {
    Kind kind = new Kind();
    kind.left++;
    boolean bought = false;
    boolean cancelled = false;
    for (Order order : orders) {
      if (follows(order, trigger, window)) {
        if (order.cancelled()) {
          cancelled = true;
        } else if (order.at >= trigger.at()) {
          kind.recovered++;
          kind.times.add(order.at - trigger.idleSince());
          return kind;
        } else {
          bought = true;
        }
      }
    }
    if (bought) {
      kind.bought++;
    } else if (cancelled || isOver(trigger, window)) {
      kind.lost++;
    }
    return kind;
  }

  private void revenue(Order order, Story story) {
    story.triggers.entrySet().stream()
        .filter(
            entry ->
                follows(
                        order,
                        entry.getValue(),
                        window(entry.getValue(), story.entered(entry.getKey())))
                    && order.at >= entry.getValue().at())
        .max(
            Comparator.comparingLong((Map.Entry<String, Story.Trigger> e) -> e.getValue().at())
                .thenComparing(Map.Entry::getKey))
        .filter(entry -> settings.covers(entry.getValue().at()))
        .ifPresent(
            entry ->
                cuts(entry.getValue(), story.entered(entry.getKey()))
                    .forEach(kind -> kind.revenue += order.net(currency)));
  }

  private long window(Story.Trigger trigger, Set<String> entered) {
    return settings.measure().recovery().millis(entered, trigger.categories());
  }

  private static boolean follows(Order order, Story.Trigger trigger, long window) {
    long after = order.at - trigger.idleSince();
    return after >= 0 && after <= window;
  }

  private boolean isOver(Story.Trigger trigger, long window) {
    long grace =
        settings.measure().lateness().toMillis() + settings.measure().disorder().toMillis();
    return trigger.idleSince() + window + grace < known;
  }

  Kind of(TriggerKind kind) {
    return kinds.getOrDefault(kind, new Kind());
  }

  /** Carts and checkouts: what the recovery rate is about. */
  Kind carts() {
    Kind both = new Kind();
    both.add(of(TriggerKind.CART));
    both.add(of(TriggerKind.CHECKOUT));
    return both;
  }
}
