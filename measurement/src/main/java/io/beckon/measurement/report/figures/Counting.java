package io.beckon.measurement.report.figures;

import io.beckon.contract.TouchKind;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts stories into tallies: what was sent, who converted, which orders were touched. */
final class Counting {

  private final ReportSettings settings;
  private final String currency;
  private final long known;
  private final Windows windows;
  final Tallies tallies = new Tallies();

  /** Orders in the period, whatever touched them. */
  long orders;

  /** What they brought. */
  long revenue;

  /** Of those, orders that a message touched. */
  long touchedOrders;

  /**
   * Nothing counted yet.
   *
   * @param known time up to which everything is known: the latest of all outcomes
   */
  Counting(ReportSettings settings, String currency, long known, Windows windows) {
    this.settings = settings;
    this.currency = currency;
    this.known = known;
    this.windows = windows;
  }

  Counting count(Story story) {
    messages(story);
    runs(story);
    orders(story);
    return this;
  }

  private void messages(Story story) {
    Set<Slice> recipient = new HashSet<>();
    for (Message message : story.messages.values()) {
      if (!settings.covers(message.sentAt) || !settings.isAbout(message.flow)) {
        continue;
      }
      List<Slice> slices = Slices.of(message, message.sentAt, settings.measure().zone());
      if (!message.left()) {
        tallies.add(slices, Counter.CALLED_BACK, 1);
        continue;
      }
      tallies.add(slices, Counter.SENT, 1);
      tallies.add(slices.stream().filter(recipient::add).toList(), Counter.RECIPIENTS, 1);
      Double price = settings.costs().get(message.channel);
      if (price != null) {
        // In thousandths of a minor unit: a mail costs less than one.
        tallies.add(slices, Counter.COST_MESSAGES, Math.round(price * Tally.THOUSAND));
      }
      feedback(story, message, slices);
    }
  }

  private void feedback(Story story, Message message, List<Slice> slices) {
    if (message.delivered()) {
      tallies.add(slices, Counter.DELIVERED, 1);
    }
    if (message.was(TouchKind.OPENED, TouchKind.CLICKED)) {
      tallies.add(slices, Counter.OPENED, 1);
    }
    if (message.was(TouchKind.CLICKED)) {
      tallies.add(slices, Counter.CLICKED, 1);
      clicked(story, message, slices);
    }
    if (message.was(TouchKind.REPLIED)) {
      tallies.add(slices, Counter.REPLIED, 1);
    }
    if (message.was(TouchKind.BOUNCED, TouchKind.FAILED)) {
      tallies.add(slices, Counter.BOUNCED, 1);
    }
    if (message.was(TouchKind.UNSUBSCRIBED)) {
      tallies.add(slices, Counter.OPTED_OUT, 1);
    }
    if (message.was(TouchKind.COMPLAINED)) {
      tallies.add(slices, Counter.COMPLAINED, 1);
    }
  }

  /** A click whose window is still open has neither led to an order nor been in vain. */
  private void clicked(Story story, Message message, List<Slice> slices) {
    long from = message.firstAt(TouchKind.CLICKED);
    long window = windows.millis(message.channel, TouchKind.CLICKED);
    if (window < 0) {
      return;
    }
    long until = from + window;
    boolean bought =
        story.orders.values().stream()
            .anyMatch(o -> !o.historical && !o.cancelled() && o.at >= from && o.at <= until);
    if (bought) {
      tallies.add(slices, Counter.CLICKED_BOUGHT, 1);
    } else if (until < known) {
      tallies.add(slices, Counter.CLICKED_IN_VAIN, 1);
    }
  }

  private void runs(Story story) {
    for (Story.Run run : story.runs.values()) {
      if (!settings.covers(run.at()) || !settings.isAbout(run.flow())) {
        continue;
      }
      Set<Slice> slices = new LinkedHashSet<>(Slices.of(run, settings.measure().zone()));
      Set<Slice> heard = new LinkedHashSet<>();
      tallies.add(slices, Counter.ENTERED, 1);
      long goal = reached(story, run, false);
      for (Message message : story.messages.values()) {
        if (run.flow().equals(message.flow) && message.left() && message.sentAt >= run.at()) {
          Slices.of(message, message.sentAt, settings.measure().zone()).stream()
              .filter(s -> s.by() == Dimension.STEP || s.by() == Dimension.VARIANT)
              .forEach(heard::add);
        }
      }
      // A step's conversion is that of the runs in which its message left.
      tallies.add(heard, Counter.ENTERED, 1);
      if (goal >= 0) {
        tallies.add(slices, Counter.CONVERTED, 1);
        tallies.add(heard, Counter.CONVERTED, 1);
      }
      if (reached(story, run, true) >= 0) {
        tallies.add(slices, Counter.SUPPORTED, 1);
        tallies.add(heard, Counter.SUPPORTED, 1);
      }
    }
  }

  private static long reached(Story story, Story.Run run, boolean supporting) {
    return story.goals.stream()
        .filter(goal -> goal.supporting() == supporting)
        .filter(goal -> goal.flow().equals(run.flow()) && goal.enteredAt() == run.at())
        .mapToLong(Story.Goal::at)
        .findFirst()
        .orElse(-1);
  }

  private void orders(Story story) {
    for (Order order : story.orders.values()) {
      if (order.historical || order.cancelled() || !settings.covers(order.at)) {
        continue;
      }
      orders++;
      revenue += order.net(currency);
      discount(story, order);
      Path path = Path.before(order, story.credited(settings.measure().transactional()), windows);
      if (!path.isEmpty()) {
        touchedOrders++;
        credit(order, path);
      }
    }
  }

  private void credit(Order order, Path path) {
    long net = order.net(currency);
    List<Message> messages = path.messages();
    Set<Slice> touched = new LinkedHashSet<>();
    Set<Slice> last = new LinkedHashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      if (!settings.isAbout(message.flow)) {
        continue;
      }
      List<Slice> slices = Slices.of(message, order.at, settings.measure().zone());
      touched.addAll(slices);
      tallies.add(slices, Counter.REVENUE_LINEAR, path.share(i, net));
      if (i == 0) {
        tallies.add(slices, Counter.REVENUE_FIRST, net);
      }
      if (i == path.last()) {
        last.addAll(slices);
        tallies.add(slices, Counter.REVENUE_LAST, net);
        tallies.add(slices, Counter.ORDERS_LAST, 1);
      }
    }
    tallies.add(touched, Counter.REVENUE_TOUCHED, net);
    tallies.add(touched, Counter.ORDERS_TOUCHED, 1);
    touched.removeAll(last);
    tallies.add(touched, Counter.ORDERS_ASSISTED, 1);
  }

  /** A discount is the cost of the message whose code the order used. */
  private void discount(Story story, Order order) {
    if (order.coupon == null || order.discount == 0 || !currency.equals(order.currency)) {
      return;
    }
    story.messages.values().stream()
        .filter(message -> order.coupon.equals(message.code) && message.sentAt <= order.at)
        .filter(message -> settings.isAbout(message.flow))
        .reduce((earlier, later) -> later)
        .ifPresent(
            message ->
                tallies.add(
                    Slices.of(message, order.at, settings.measure().zone()),
                    Counter.COST_DISCOUNTS,
                    order.discount * Tally.THOUSAND));
  }
}
