package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.List;

/** The messages that a flow may say first, whichever way it goes. */
final class FirstWords {

  private final List<Step.Send> found = new ArrayList<>();

  private FirstWords() {}

  /** Those of some steps, in their order. */
  static List<Step.Send> of(List<Step> steps) {
    FirstWords first = new FirstWords();
    first.walk(steps);
    return List.copyOf(first.found);
  }

  /** Walks until something was said on all ways, and returns whether it was. */
  private boolean walk(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Send send) {
        found.add(send);
        return true;
      } else if (step instanceof Step.End || all(step)) {
        return true;
      }
    }
    return false;
  }

  private boolean all(List<Step> one, List<Step> other) {
    boolean saidInOne = walk(one);
    boolean saidInOther = walk(other);
    return saidInOne && saidInOther;
  }

  private boolean all(Step step) {
    if (step instanceof Step.Branch branch) {
      return all(branch.then(), branch.otherwise());
    } else if (step instanceof Step.Await await) {
      return all(await.then(), await.otherwise());
    } else if (step instanceof Step.Split split) {
      boolean said = true;
      for (Step.Arm arm : split.arms()) {
        said &= arm.control() || walk(arm.steps());
      }
      return said;
    }
    return false;
  }
}
