package io.beckon.app.calendar;

import io.beckon.app.calendar.FlowCalendar.Meeting;
import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.app.flowdocs.FlowWords;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.policy.Alone;
import io.beckon.engine.policy.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds flows that can run at once for one shopper, and who goes first then. */
public final class Meetings {

  private final Policy policy;
  private final AbandonmentSettings idle;

  private Meetings(Policy policy, AbandonmentSettings idle) {
    this.policy = policy;
    this.idle = idle;
  }

  /** The meetings of flows that are in order of priority. */
  static List<Meeting> of(List<Flow> ranked, Policy policy, AbandonmentSettings idle) {
    Meetings meetings = new Meetings(policy, idle);
    List<Meeting> found = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      for (int j = i + 1; j < ranked.size(); j++) {
        Flow first = ranked.get(i);
        Flow second = ranked.get(j);
        boolean same = sameStart(first.trigger(), second.trigger());
        if (same || meetings.startsDuring(first, second) || meetings.startsDuring(second, first)) {
          found.add(
              new Meeting(
                  first.id(),
                  second.id(),
                  same,
                  meetings.rule(first, second),
                  both(first, second)));
        }
      }
    }
    return found;
  }

  /** Can the other start while one runs? */
  private boolean startsDuring(Flow one, Flow other) {
    if (FlowTimes.of(one, idle).end().isAtOnce()) {
      return false;
    }
    return !(other.trigger() instanceof Trigger.OnEvent start
        && one.exit().on().stream()
            .anyMatch(on -> on.where() == null && on.event().equals(start.event())));
  }

  /** Can the same thing start both? */
  public static boolean sameStart(Trigger one, Trigger other) {
    if (one instanceof Trigger.Abandoned left && other instanceof Trigger.Abandoned right) {
      return left.kind() == right.kind();
    } else if (one instanceof Trigger.OnEvent left && other instanceof Trigger.OnEvent right) {
      return left.event().equals(right.event());
    } else if (one instanceof Trigger.OnSegment left && other instanceof Trigger.OnSegment right) {
      return left.segment().equals(right.segment()) && left.entered() == right.entered();
    } else if (one instanceof Trigger.OnStage left && other instanceof Trigger.OnStage right) {
      return left.stages().equals(right.stages())
          && (left.to() == null || right.to() == null || left.to().equals(right.to()));
    } else if (one instanceof Trigger.OnProduct left && other instanceof Trigger.OnProduct right) {
      return left.kind() == right.kind()
          && !Collections.disjoint(left.interests(), right.interests());
    } else if (one instanceof Trigger.OnDate left && other instanceof Trigger.OnDate right) {
      return left.rule().equals(right.rule());
    }
    return false;
  }

  private String rule(Flow first, Flow second) {
    List<String> rules = new ArrayList<>();
    Alone.PriorityHold hold = policy.alone().priority();
    if (first.priority() == second.priority()) {
      rules.add("equals: who comes first goes first");
    } else if (hold == null) {
      rules.add("the policy lets neither hold the other");
    } else if (hold.exempt().contains(second.purpose())) {
      rules.add(
          FlowCalendar.lower(second.purpose()) + " messages of " + second.id() + " are not held");
    } else {
      rules.add(
          first.id()
              + " goes first, "
              + second.id()
              + " "
              + held(hold.then())
              + (hold.within() == null
                  ? ""
                  : " while a step of "
                      + first.id()
                      + " comes within "
                      + FlowWords.duration(hold.within())));
    }
    for (Alone.Cooldown pause : policy.alone().cooldowns()) {
      cooldown(pause, first, second, rules);
      cooldown(pause, second, first, rules);
    }
    return String.join("; ", rules);
  }

  private static String held(Policy.Then then) {
    return switch (then) {
      case SKIP -> "is left out";
      case DEFER -> "waits";
      case RE_EVALUATE -> "waits and is judged again";
    };
  }

  private static void cooldown(Alone.Cooldown pause, Flow after, Flow hold, List<String> rules) {
    boolean begins = pause.after().isEmpty() || pause.after().contains(after.id());
    boolean holds = pause.hold().isEmpty() || pause.hold().contains(hold.id());
    if (begins
        && holds
        && !pause.exempt().contains(after.purpose())
        && !pause.exempt().contains(hold.purpose())) {
      rules.add(
          "after a message of "
              + after.id()
              + ", "
              + hold.id()
              + " pauses "
              + FlowWords.duration(pause.pause())
              + (pause.sameProduct() ? " for the same product" : "")
              + " ("
              + pause.name()
              + ")");
    }
  }

  private static List<String> both(Flow first, Flow second) {
    Set<String> shared = channels(first);
    shared.retainAll(channels(second));
    return List.copyOf(shared);
  }

  private static Set<String> channels(Flow flow) {
    Set<String> channels = new TreeSet<>();
    for (Step.Send send : FlowSteps.sends(flow)) {
      channels.add(FlowCalendar.lower(send.channel()));
    }
    return channels;
  }
}
