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
public final class Shop implements Happenings {

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
    welcome(0, shoppers, start, Math.min((end - start) * 3 / 4, FIRST_VISIT_BEFORE));
  }

  /**
   * More people, who come for the first time soon.
   *
   * @param first number of the first of them; the others follow it. Nobody may have it already
   * @param from simulated epoch milliseconds
   * @param within all of them come within this time, or when they wake; milliseconds
   */
  public void welcome(long first, int people, long from, long within) {
    for (long number = first; number < first + people; number++) {
      Visitor visitor = new Visitor(Person.of(seed, number));
      visitors.put(visitor.person().id(), visitor);
      Dice dice = Dice.of(seed, "first", number);
      come(visitor, awake(visitor, from + dice.between(0, within), dice));
    }
  }

  @Override
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

  @Override
  public long nextAt() {
    Planned next = plan.peek();
    return next == null || next.at() > end ? Long.MAX_VALUE : next.at();
  }

  /** When nothing happens any more, simulated epoch milliseconds. */
  long end() {
    return end;
  }

  @Override
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
