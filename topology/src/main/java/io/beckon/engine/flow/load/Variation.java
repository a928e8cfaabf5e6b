package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * In how many things the arms of a split differ. When it is more than one, nobody can tell which of
 * them made the difference.
 */
final class Variation {

  private final Set<String> differences = new TreeSet<>();

  private Variation() {}

  /** What differs between the arms of a split that send something, in order of the alphabet. */
  static List<String> of(Step.Split split) {
    Variation variation = new Variation();
    List<Step.Arm> arms = split.arms().stream().filter(arm -> !arm.control()).toList();
    for (int i = 1; i < arms.size(); i++) {
      variation.lists(arms.get(0).steps(), arms.get(i).steps());
    }
    return List.copyOf(variation.differences);
  }

  private void lists(List<Step> left, List<Step> right) {
    List<Step> ours = waitsAside(left);
    List<Step> theirs = waitsAside(right);
    if (!times(left).equals(times(right))) {
      differences.add("timing");
    }
    if (ours.size() != theirs.size()) {
      differences.add("steps");
      return;
    }
    for (int i = 0; i < ours.size(); i++) {
      steps(ours.get(i), theirs.get(i));
    }
  }

  private void steps(Step left, Step right) {
    if (left instanceof Step.Send ours && right instanceof Step.Send theirs) {
      sends(ours, theirs);
    } else if (left instanceof Step.Branch ours && right instanceof Step.Branch theirs) {
      differ("condition", ours.when().source(), theirs.when().source());
      lists(ours.then(), theirs.then());
      lists(ours.otherwise(), theirs.otherwise());
    } else if (left instanceof Step.Await ours && right instanceof Step.Await theirs) {
      differ("event", ours.events(), theirs.events());
      differ("timing", ours.timeout(), theirs.timeout());
      lists(ours.then(), theirs.then());
      lists(ours.otherwise(), theirs.otherwise());
    } else if (left instanceof Step.Task ours && right instanceof Step.Task theirs) {
      differ("task", ours.kind() + ours.owner(), theirs.kind() + theirs.owner());
      differ("task.priority", ours.priority(), theirs.priority());
      differ("task.dueIn", ours.dueIn(), theirs.dueIn());
    } else if (left instanceof Step.Audience ours && right instanceof Step.Audience theirs) {
      differ("audience", ours.audience() + ours.joinFor(), theirs.audience() + theirs.joinFor());
    } else if (left.getClass() != right.getClass()) {
      differences.add("steps");
    }
  }

  private void sends(Step.Send left, Step.Send right) {
    differ("channel", left.channel(), right.channel());
    differ("purpose", left.purpose(), right.purpose());
    differ("template", left.template(), right.template());
    differ("offer", offer(left), offer(right));
    differ("suggest", left.suggest(), right.suggest());
    differ("text", text(left), text(right));
    differ("answers", left.answers(), right.answers());
    differ("stock", left.stock(), right.stock());
    differ("link", link(left), link(right));
    Set<String> names = new TreeSet<>(left.data().keySet());
    names.addAll(right.data().keySet());
    for (String name : names) {
      differ("data." + name, source(left.data(), name), source(right.data(), name));
    }
  }

  private void differ(String what, @Nullable Object left, @Nullable Object right) {
    if (!Objects.equals(left, right)) {
      differences.add(what);
    }
  }

  private static String offer(Step.Send send) {
    return send.offer() == null ? "" : send.offer().source();
  }

  private static String link(Step.Send send) {
    return send.deepLink() == null ? "" : send.deepLink().source();
  }

  private static String text(Step.Send send) {
    return send.text() == null ? "" : send.text().source();
  }

  private static String source(Map<String, Expression> data, String name) {
    return source(data.get(name));
  }

  private static String source(@Nullable Expression expression) {
    return expression == null ? "" : expression.toString();
  }

  private static List<Step> waitsAside(List<Step> steps) {
    return steps.stream().filter(step -> !(step instanceof Step.Pause)).toList();
  }

  private static List<String> times(List<Step> steps) {
    List<String> times = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Wait wait) {
        times.add(wait.duration() + " " + wait.base());
      } else if (step instanceof Step.WaitUntil until) {
        times.add(until.time() + " " + until.days());
      } else if (step instanceof Step.WaitBy by) {
        times.add(by.moment().source());
      }
    }
    return times;
  }
}
