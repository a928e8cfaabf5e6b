package io.beckon.app.audit;

import io.beckon.app.calendar.FlowTimes;
import io.beckon.app.calendar.Meetings;
import io.beckon.app.calendar.Span;
import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.app.rules.Rules;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.policy.Alone;
import io.beckon.engine.policy.Policy;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Flows that can never say anything, because a more important one always starts with them and has
 * something left to say for longer than their messages may wait. Told only where it is certain.
 */
final class WinChecks {

  private final Rules rules;
  private final AbandonmentSettings idle;
  private final Consumer<Finding> found;

  private WinChecks(Rules rules, AbandonmentSettings idle, Consumer<Finding> found) {
    this.rules = rules;
    this.idle = idle;
    this.found = found;
  }

  static void check(Rules rules, AbandonmentSettings idle, Consumer<Finding> found) {
    WinChecks checks = new WinChecks(rules, idle, found);
    for (Flow flow : rules.flows()) {
      checks.filter(flow);
      for (Flow other : rules.flows()) {
        if (checks.alwaysWins(other, flow)) {
          Place place = Place.of(rules, flow.id(), flow.id());
          found.accept(
              new Finding(
                  true,
                  place.file(),
                  place.line(),
                  "the flow '"
                      + flow.id()
                      + "' never says anything: '"
                      + other.id()
                      + "' always starts with it, goes first, and has something left to say for"
                      + " longer than its messages may wait",
                  "give it a higher priority, another trigger, or a filter that tells them apart"));
          break;
        }
      }
    }
  }

  private void filter(Flow flow) {
    Condition filter = flow.trigger().filter();
    if (filter != null && filter.source().strip().equals("false")) {
      Place place = Place.of(rules, flow.id(), "false");
      found.accept(
          new Finding(
              true,
              place.file(),
              place.line(),
              "the flow '" + flow.id() + "' never starts: its filter is 'false'",
              "take the filter out, or the flow"));
    }
  }

  private boolean alwaysWins(Flow strong, Flow weak) {
    Policy policy = rules.policy();
    Alone.PriorityHold hold = policy.alone().priority();
    if (hold == null
        || hold.within() != null
        || strong.priority() <= weak.priority()
        || hold.exempt().contains(weak.purpose())
        || !alwaysTogether(strong.trigger(), weak.trigger())
        || !startsWith(strong, weak)
        || !strong.exit().on().isEmpty()
        || strong.exit().when() != null) {
      return false;
    }
    Duration wait = hold.then() == Policy.Then.SKIP ? Duration.ZERO : policy.staleAfter();
    Duration until = lastMessage(strong);
    Duration last = latestMessage(weak);
    return until != null && last != null && until.compareTo(last.plus(wait)) > 0;
  }

  /** Does what starts the weak flow start the strong one, too, filters aside? */
  private static boolean alwaysTogether(Trigger strong, Trigger weak) {
    return !(strong instanceof Trigger.OnStage)
        && !(strong instanceof Trigger.OnProduct)
        && Meetings.sameStart(strong, weak);
  }

  /** Does the strong flow start whenever the weak one does? */
  private static boolean startsWith(Flow strong, Flow weak) {
    Condition filter = strong.trigger().filter();
    Condition other = weak.trigger().filter();
    boolean same = filter == null || (other != null && other.source().equals(filter.source()));
    Duration again = strong.entry().again();
    Duration weakAgain = weak.entry().again();
    boolean asOften =
        again != null && (again.isZero() || (weakAgain != null && again.compareTo(weakAgain) <= 0));
    boolean onceForEver = again == null && weakAgain == null;
    return same
        && (asOften || onceForEver)
        && (strong.entry().key() == Flow.Entry.Key.NONE
            || strong.entry().key() == weak.entry().key())
        && strong.entry().holdout() == 0;
  }

  /** When the strong flow surely still has a message to send; null when it has none on all ways. */
  private @Nullable Duration lastMessage(Flow flow) {
    FlowTimes times = FlowTimes.of(flow, idle);
    Duration last = null;
    for (Step step : flow.steps()) {
      Span span = times.of(step.id());
      if (step instanceof Step.Send && span != null) {
        last = span.earliest();
      }
    }
    return last;
  }

  private @Nullable Duration latestMessage(Flow flow) {
    FlowTimes times = FlowTimes.of(flow, idle);
    Duration latest = null;
    for (Step.Send send : FlowSteps.sends(flow)) {
      Span span = times.of(send.id());
      if (span == null) {
        continue;
      }
      if (span.latest() == null) {
        return null;
      }
      latest = latest == null || span.latest().compareTo(latest) > 0 ? span.latest() : latest;
    }
    return latest;
  }
}
