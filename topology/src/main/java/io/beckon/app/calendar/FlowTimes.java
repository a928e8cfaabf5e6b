package io.beckon.app.calendar;

import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When the steps of a flow come, counted from its trigger, whatever way a shopper goes through it.
 * What the policy holds back comes later than that.
 */
public final class FlowTimes {

  private static final Duration DAY = Duration.ofDays(1);

  private final Duration idle;
  private final Map<String, Span> steps = new LinkedHashMap<>();
  private final Map<String, List<String>> ways = new LinkedHashMap<>();
  private @Nullable Span end;

  private FlowTimes(Duration idle) {
    this.idle = idle;
  }

  /**
   * The times of a flow.
   *
   * @param idle how long shoppers are idle before a trigger comes
   */
  public static FlowTimes of(Flow flow, AbandonmentSettings idle) {
    FlowTimes times = new FlowTimes(idleBefore(flow.trigger(), idle));
    Span last = times.walk(flow.steps(), Span.AT_ONCE, List.of());
    times.end = Span.either(times.end, last);
    return times;
  }

  /** How long a shopper is idle before the trigger comes; zero for what is no abandonment. */
  static Duration idleBefore(Trigger trigger, AbandonmentSettings settings) {
    if (!(trigger instanceof Trigger.Abandoned abandoned)) {
      return Duration.ZERO;
    }
    return Duration.ofMillis(
        switch (abandoned.kind()) {
          case CART -> settings.cartIdle();
          case CHECKOUT -> settings.checkoutIdle();
          case BROWSE -> settings.browseIdle();
          default -> 0;
        });
  }

  /** When a step comes; null when no way leads to it. */
  public @Nullable Span of(String step) {
    return steps.get(step);
  }

  /** The way to a step: what must have been chosen before; empty for one that all come to. */
  List<String> wayTo(String step) {
    return ways.getOrDefault(step, List.of());
  }

  /** When a run ends that nothing ends early. */
  public Span end() {
    return end == null ? Span.AT_ONCE : end;
  }

  private @Nullable Span walk(List<Step> below, Span from, List<String> way) {
    Span at = from;
    for (Step step : below) {
      steps.put(step.id(), at);
      ways.put(step.id(), way);
      Span next = after(step, at, way);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  /** When what follows a step comes; null when nothing does. */
  private @Nullable Span after(Step step, Span at, List<String> way) {
    if (step instanceof Step.Wait wait) {
      return wait.base() == Step.Wait.Base.STEP
          ? at.plus(wait.duration(), wait.duration())
          : at.notBefore(wait.duration().minus(idle));
    } else if (step instanceof Step.WaitUntil until) {
      return at.plus(Duration.ZERO, longest(until.days()));
    } else if (step instanceof Step.WaitBy) {
      return at.plus(Duration.ZERO, null);
    } else if (step instanceof Step.Await await) {
      Span came = at.plus(Duration.ZERO, await.timeout());
      Span over = at.plus(await.timeout(), await.timeout());
      return Span.either(
          walk(await.then(), came, with(way, step, "it came")),
          walk(await.otherwise(), over, with(way, step, "time is up")));
    } else if (step instanceof Step.Split split) {
      return afterSplit(split, at, way);
    } else if (step instanceof Step.End) {
      end = Span.either(end, at);
      return null;
    }
    List<FlowSteps.Way> forks = FlowSteps.ways(step);
    if (forks.isEmpty()) {
      return at;
    }
    Span next = null;
    for (FlowSteps.Way fork : forks) {
      next = Span.either(next, walk(fork.steps(), at, with(way, step, fork.when())));
    }
    return next;
  }

  private @Nullable Span afterSplit(Step.Split split, Span at, List<String> way) {
    Span next = null;
    for (Step.Arm arm : split.arms()) {
      if (split.promoted() != null && !split.promoted().equals(arm.id())) {
        continue;
      }
      if (arm.control()) {
        end = Span.either(end, at);
      } else {
        next = Span.either(next, walk(arm.steps(), at, with(way, split, arm.id())));
      }
    }
    return next;
  }

  private static List<String> with(List<String> way, Step step, String choice) {
    List<String> longer = new ArrayList<>(way);
    longer.add(step.id() + ": " + choice);
    return longer;
  }

  /** The longest wait for a time of day on one of these days. */
  private static Duration longest(Set<DayOfWeek> days) {
    if (days.isEmpty()) {
      return DAY;
    }
    int longest = 0;
    for (DayOfWeek day : days) {
      int gap = 1;
      while (!days.contains(day.plus(gap))) {
        gap++;
      }
      longest = Math.max(longest, gap);
    }
    return DAY.multipliedBy(longest);
  }
}
