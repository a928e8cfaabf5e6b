package io.beckon.engine.flow;

import io.beckon.engine.date.DateRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The flows in force at a time that begin on dates. Two are the same only if they are one object.
 */
public final class DatedFlows {

  /** None. */
  public static final DatedFlows NONE = new DatedFlows(List.of());

  /**
   * A flow that begins on dates.
   *
   * @param since when its version was activated, epoch milliseconds; {@link Rulebook#ALWAYS}
   */
  public record Dated(Program program, DateRule rule, long since) {}

  private final List<Dated> flows;
  private final long latest;
  private final List<List<Dated>> asking = new ArrayList<>();

  private DatedFlows(List<Dated> flows) {
    this.flows = List.copyOf(flows);
    long newest = Rulebook.ALWAYS;
    for (Dated flow : flows) {
      newest = Math.max(newest, flow.since());
    }
    this.latest = newest;
    for (int parts = 0; parts <= DateRule.ALL; parts++) {
      int some = parts;
      asking.add(flows.stream().filter(flow -> (flow.rule().asks() & some) != 0).toList());
    }
  }

  /**
   * Those among some flows.
   *
   * @param since the activation times of the flows, in the same order
   */
  static DatedFlows among(List<Program> programs, List<Long> since) {
    List<Dated> found = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      if (programs.get(i).flow().trigger() instanceof Trigger.OnDate trigger) {
        found.add(new Dated(programs.get(i), trigger.rule(), since.get(i)));
      }
    }
    return found.isEmpty() ? NONE : new DatedFlows(found);
  }

  /** All of them, higher priority first, then by id. */
  public List<Dated> all() {
    return flows;
  }

  /**
   * Those that look at any of some parts of a shopper, in the same order.
   *
   * @param parts bits of {@link DateRule}
   */
  public List<Dated> asking(int parts) {
    return asking.get(parts);
  }

  /** Is there none? */
  public boolean isEmpty() {
    return flows.isEmpty();
  }

  /** Activation time of the newest, epoch milliseconds. */
  public long latest() {
    return latest;
  }
}
