package io.beckon.measurement.report.figures;

import io.beckon.app.config.TouchWindows;
import io.beckon.contract.TouchKind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts stories into tallies: what was sent, who converted, which orders were touched. */
final class Counting {

  private final ReportSettings settings;
  private final String currency;
  private final long known;
  private final TouchWindows windows;
  final Tallies tallies = new Tallies();

  /** Orders in the period, whatever touched them. */
  long orders;

  /** What they brought. */
  long revenue;

  /** What was bought, by category. */
  final Purchases purchases = new Purchases();

  /** Of those, orders that a message touched. */
  long touchedOrders;

  /**
   * Nothing counted yet.
   *
   * @param known time up to which everything is known: the latest of all outcomes
   */
  Counting(ReportSettings settings, String currency, long known, TouchWindows windows) {
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
      tallies.add(slices, Counter.PARTS, message.parts);
      tallies.add(slices.stream().filter(recipient::add).toList(), Counter.RECIPIENTS, 1);
      if (settings.isPricedIn(currency)) {
        long price = settings.prices().of(message.channel);
        tallies.add(slices, Counter.COST_MESSAGES, price * Math.max(1, message.parts));
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
    long longest = windows.longest(message.flow, message.channel, TouchKind.CLICKED);
    if (longest < 0) {
      return;
    }
    boolean bought =
        story.orders.values().stream()
            .filter(order -> !order.historical && !order.cancelled() && order.at >= from)
            .anyMatch(order -> order.at - from <= clicked(message, order));
    if (bought) {
      tallies.add(slices, Counter.CLICKED_BOUGHT, 1);
    } else if (from + longest < known) {
      tallies.add(slices, Counter.CLICKED_IN_VAIN, 1);
    }
  }

  private long clicked(Message message, Order order) {
    return windows.millis(message.flow, message.channel, TouchKind.CLICKED, order.categories);
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
      purchases.add(order, currency, path, settings);
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

  /** A discount is the cost of the latest message whose code the order used. */
  private void discount(Story story, Order order) {
    if (order.coupon == null || order.discount == 0 || !currency.equals(order.currency)) {
      return;
    }
    story.messages.values().stream()
        .filter(message -> message.sentAt >= 0 && isOf(message.code, order.coupon))
        .filter(message -> order.at >= message.sentAt)
        .filter(message -> order.at - message.sentAt <= settings.memory())
        .max(Comparator.comparingLong((Message m) -> m.sentAt).thenComparing(m -> m.id))
        .filter(message -> settings.isAbout(message.flow))
        .ifPresent(
            message ->
                tallies.add(
                    Slices.of(message, order.at, settings.measure().zone()),
                    Counter.COST_DISCOUNTS,
                    order.discount * Tally.THOUSAND));
  }

  private static boolean isOf(@Nullable String code, @Nullable String coupon) {
    return code != null && coupon != null && code.strip().equalsIgnoreCase(coupon.strip());
  }
}
