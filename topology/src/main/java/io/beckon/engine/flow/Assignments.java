package io.beckon.engine.flow;

import io.beckon.contract.Outcome;
import io.beckon.engine.shopper.Profile;
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
    Profile after = before.withAttributes(values).withTags(tags(before.tags(), step));
    if (!after.equals(before)) {
      passage.shopper.profile(after);
    }
    passage.decide(entry(step, values.keySet().stream().sorted().toList(), failed));
  }

  private static List<String> tags(List<String> before, Step.Assign step) {
    List<String> tags = new ArrayList<>(before);
    tags.removeAll(step.removeTags());
    for (String tag : step.addTags()) {
      if (!tags.contains(tag)) {
        tags.add(tag);
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
    return new DecisionLog.Entry(
        Outcome.CONTINUED, FlowReasons.SET, null, step.id(), null, null, null, inputs);
  }

  private static void put(Map<String, String> inputs, String name, List<String> values) {
    if (!values.isEmpty()) {
      inputs.put(name, String.join(", ", values));
    }
  }
}
