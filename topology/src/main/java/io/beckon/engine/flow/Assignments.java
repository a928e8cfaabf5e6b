package io.beckon.engine.flow;

import io.beckon.contract.Outcome;
import io.beckon.engine.score.Counting;
import io.beckon.engine.score.Score;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.stage.StageSet;
import io.beckon.engine.stage.Stages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes what is known of a shopper, as a step of a flow says. */
final class Assignments {

  /** Characters of a text that an attribute can hold; a longer one is not taken. */
  static final int MAX_TEXT = 1_000;

  private Assignments() {}

  static void apply(Passage passage, Step.Assign step) {
    Facts facts = passage.facts();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    step.attributes()
        .forEach(
            (name, expression) -> {
              Object value = expression.evaluate(facts);
              if (value == null || (value instanceof String text && text.length() > MAX_TEXT)) {
                failed.add(name);
              } else {
                values.put(name, value);
              }
            });
    Profile before = passage.shopper.profile();
    Profile after = before.withAttributes(values).withTags(tags(before.tags(), step, failed));
    if (!after.equals(before)) {
      passage.shopper.profile(after);
    }
    points(passage, step, failed);
    stages(passage, step, failed);
    passage.decide(entry(step, values.keySet().stream().sorted().toList(), failed));
  }

  private static void points(Passage passage, Step.Assign step, List<String> failed) {
    step.points()
        .forEach(
            (id, given) -> {
              Score score = passage.rules.scoresAt(passage.at).find(id);
              if (score == null) {
                failed.add("score." + id);
              } else {
                Points points = passage.shopper.head().points();
                passage.shopper.head(
                    passage
                        .shopper
                        .head()
                        .with(
                            Counting.given(score, points, passage.run.flow(), given, passage.at)));
              }
            });
  }

  /** A flow moves a shopper on and never back: two flows could otherwise chase each other. */
  private static void stages(Passage passage, Step.Assign step, List<String> failed) {
    step.stages()
        .forEach(
            (id, stage) -> {
              Profile profile = passage.shopper.profile();
              Stages ladder = passage.rules.stagesAt(passage.at).find(id);
              if (ladder == null
                  || !ladder.order().contains(stage)
                  || !ladder.isAfter(stage, ladder.of(profile))) {
                failed.add("stage." + id);
              } else {
                passage.shopper.profile(StageSet.at(profile, ladder, stage));
              }
            });
  }

  private static List<String> tags(List<String> before, Step.Assign step, List<String> failed) {
    List<String> tags = new ArrayList<>(before);
    tags.removeAll(step.removeTags());
    for (String tag : step.addTags()) {
      if (tags.contains(tag)) {
        continue;
      }
      if (tags.size() < Profile.MAX_TAGS) {
        tags.add(tag);
      } else {
        failed.add("tag." + tag);
      }
    }
    return tags;
  }

  /** Names what was set, and never a value: it may be contact data. */
  private static DecisionLog.Entry entry(
      Step.Assign step, List<String> attributes, List<String> failed) {
    Map<String, String> inputs = new LinkedHashMap<>();
    put(inputs, "attributes", attributes);
    put(inputs, "notSet", failed);
    put(inputs, "addTags", step.addTags());
    put(inputs, "removeTags", step.removeTags());
    put(inputs, "score", told(step.points()));
    put(inputs, "stage", told(step.stages()));
    return new DecisionLog.Entry(
        Outcome.CONTINUED, FlowReasons.SET, null, step.id(), null, null, null, inputs);
  }

  private static List<String> told(Map<String, ?> values) {
    return values.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
  }

  private static void put(Map<String, String> inputs, String name, List<String> values) {
    if (!values.isEmpty()) {
      inputs.put(name, String.join(", ", values));
    }
  }
}
