package io.beckon.app.flowdocs;

import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.List;

/** The steps of a flow, those in branches and arms included. */
public final class FlowSteps {

  /**
   * Steps that stand below another.
   *
   * @param when on which way
   */
  public record Way(String when, List<Step> steps) {}

  private FlowSteps() {}

  /** All messages, in order of the file. */
  public static List<Step.Send> sends(Flow flow) {
    List<Step.Send> sends = new ArrayList<>();
    for (Step step : all(flow.steps())) {
      if (step instanceof Step.Send send) {
        sends.add(send);
        sends.addAll(send.fallback());
      }
    }
    return sends;
  }

  /** All steps, in order of the file. */
  public static List<Step> all(List<Step> steps) {
    List<Step> all = new ArrayList<>();
    for (Step step : steps) {
      all.add(step);
      ways(step).forEach(way -> all.addAll(all(way.steps())));
    }
    return all;
  }

  /** The ways on from a step that forks; empty for one that does not. */
  public static List<Way> ways(Step step) {
    if (step instanceof Step.Branch branch) {
      return List.of(new Way("yes", branch.then()), new Way("no", branch.otherwise()));
    } else if (step instanceof Step.Await await) {
      return List.of(new Way("it came", await.then()), new Way("time is up", await.otherwise()));
    } else if (step instanceof Step.Split split) {
      return split.arms().stream()
          .map(arm -> new Way(arm.id() + ", " + FlowWords.share(split, arm), arm.steps()))
          .toList();
    }
    return List.of();
  }
}
