package io.beckon.demo.shop;

import io.beckon.contract.CommandAction;
import io.beckon.contract.SendCommand;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A shop full of people. What they do by themselves follows from the seed, the number of shoppers
 * and the length; what they do about a message follows from when it comes, too.
 *
 * <p>Not safe for use by several threads.
 */
public final class Shop {

  /** Longest first absence, so that most people are there early enough for their carts to count. */
  private static final long FIRST_VISIT_BEFORE = 30 * 3_600_000L;

  private static final int MOST_VISITS = 5;

  /** Something that will happen; a report, or somebody's coming. */
  private record Planned(long at, long order, @Nullable Report report, @Nullable Runnable action) {}

  private final long seed;
  private final long end;
  private final Map<String, Visitor> visitors = new HashMap<>();
  private final PriorityQueue<Planned> plan =
      new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparing(Planned::order));
  private final Reporter reporter = new Reporter(this::plan);
  private final Reader reader;
  private long planned;

  /**
   * A shop that opens.
   *
   * @param shoppers how many people
   * @param start when it opens, simulated epoch milliseconds
   * @param end nothing happens after this, simulated epoch milliseconds
   */
  public Shop(long seed, int shoppers, long start, long end) {
    this.seed = seed;
    this.end = end;
    this.reader = new Reader(seed, reporter);
    long latest = Math.min((end - start) * 3 / 4, FIRST_VISIT_BEFORE);
    for (int i = 0; i < shoppers; i++) {
      Visitor visitor = new Visitor(Person.of(seed, i));
      visitors.put(visitor.person().id(), visitor);
      Dice dice = Dice.of(seed, "first", i);
      come(visitor, awake(visitor, start + dice.between(0, latest), dice));
    }
  }

  /** The next that happens until a time, that time included; null when nothing more does. */
  public @Nullable Report next(long until) {
    while (true) {
      Planned next = plan.peek();
      if (next == null || next.at() > Math.min(until, end)) {
        return null;
      }
      plan.poll();
      Report report = next.report();
      if (report != null) {
        return report;
      }
      Runnable action = next.action();
      if (action != null) {
        action.run();
      }
    }
  }

  /** When the next thing happens, simulated epoch milliseconds; Long.MAX_VALUE: never. */
  public long nextAt() {
    Planned next = plan.peek();
    return next == null || next.at() > end ? Long.MAX_VALUE : next.at();
  }

  /**
   * A message goes out to somebody.
   *
   * @param at when the sender has it, simulated epoch milliseconds
   */
  public void sent(SendCommand command, long at) {
    Visitor visitor = visitors.get(command.getShopperId());
    if (visitor == null || command.getAction() != CommandAction.SEND) {
      return;
    }
    Long arrives = reader.sent(visitor, command, at);
    if (arrives != null) {
      boolean aboutCart = !command.getFlow().startsWith("browse");
      plan(arrives, () -> follow(visitor, aboutCart, arrives));
    }
  }

  private void come(Visitor visitor, long at) {
    plan(at, () -> visit(visitor, at));
  }

  private void visit(Visitor visitor, long at) {
    if (visitor.busyUntil() > at) {
      come(visitor, visitor.busyUntil() + 60_000);
      return;
    }
    int number = visitor.nextVisit();
    Dice dice = Dice.of(seed, "visit", visitor.person().id(), number);
    visitor.busyUntil(new Visit(visitor, dice, at, reporter).spontaneous());
    if (number + 1 < MOST_VISITS && dice.percent(visitor.hasCart() ? 65 : 50)) {
      long away = dice.percent(35) ? dice.minutes(35, 300) : dice.minutes(300, 1_500);
      come(visitor, awake(visitor, visitor.busyUntil() + away, dice));
    }
  }

  private void follow(Visitor visitor, boolean aboutCart, long at) {
    if (visitor.busyUntil() <= at) {
      Dice dice = Dice.of(seed, "click", visitor.person().id(), visitor.nextClick());
      visitor.busyUntil(new Visit(visitor, dice, at, reporter).fromMessage(aboutCart));
    }
  }

  private static long awake(Visitor visitor, long at, Dice dice) {
    return Clockface.awake(at, visitor.person().zone(), dice);
  }

  private void plan(Report report) {
    plan.add(new Planned(report.at(), planned++, report, null));
  }

  private void plan(long at, Runnable action) {
    plan.add(new Planned(at, planned++, null, action));
  }
}
