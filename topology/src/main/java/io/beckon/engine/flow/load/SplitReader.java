package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Nearest;
import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads splits: arms with their weights, a rollout, and what was promoted. */
final class SplitReader {

  /** Keys of a split. */
  static final List<String> KEYS = List.of("id", "arms", "rollout", "promote");

  /** Keys of an arm. */
  static final List<String> ARM_KEYS = List.of("id", "weight", "control", "steps");

  private static final int MAX_WEIGHT = 10_000;
  private static final String ARMS_EXPECTED =
      "lines such as '- {id: plain, weight: 50, steps: [...]}'";

  private final Reading reading;
  private final Scalars scalars;
  private final StepIds ids;
  private final StepReader steps;

  SplitReader(Reading reading, StepIds ids, StepReader steps) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.ids = ids;
    this.steps = steps;
  }

  Step read(Fields fields) {
    String id = ids.own(fields, "<id, unique in the flow>");
    Map<String, Step.Arm> arms = new LinkedHashMap<>();
    fields.required("arms", ARMS_EXPECTED);
    for (Node node : fields.list("arms", ARMS_EXPECTED)) {
      arm(node, id, arms);
    }
    if (fields.has("arms")) {
      check(fields.valueNode("arms"), List.copyOf(arms.values()));
    }
    Step.Split split =
        new Step.Split(
            id,
            List.copyOf(arms.values()),
            rollout(fields.map("rollout", List.of("percent", "rest")), arms),
            fields.find("promote", node -> armId(node, arms, false)));
    List<String> varied = Variation.of(split);
    if (varied.size() > 1) {
      fields
          .owner()
          .ifPresent(
              node ->
                  reading.warn(
                      node,
                      "the split '"
                          + id
                          + "' varies more than one thing: "
                          + String.join(", ", varied),
                      "arms that differ in one thing, or nobody can tell what made the"
                          + " difference"));
    }
    return split;
  }

  private void arm(Node node, String splitId, Map<String, Step.Arm> arms) {
    if (!(node instanceof MappingNode map)) {
      reading.wrong(node, Scalars.describe(node) + " is no arm", "a map with 'id' and 'steps'");
      return;
    }
    Fields fields = Fields.of(reading, map, "the arm", ARM_KEYS);
    String id =
        fields.require(
            "id",
            "<id, unique in the split; the variant of its messages>",
            "",
            each -> scalars.text(each, FlowReader.ID, FlowReader.ID_EXPECTED));
    boolean control = fields.optional("control", false, scalars::truth);
    if (control && fields.has("steps")) {
      reading.wrong(
          fields.keyNode("steps"), "an arm with 'control: true' has no steps", "one of the two");
    } else if (!control) {
      fields.required("steps", "a list of steps, or control: true");
    }
    Step.Arm arm =
        new Step.Arm(
            id,
            fields.optional("weight", 1, each -> (int) scalars.whole(each, 1, MAX_WEIGHT)),
            control,
            control
                ? List.of()
                : fields.optional(
                    "steps",
                    List.of(),
                    each -> steps.list(each, "steps", splitId + "-" + id + "-")));
    if (!id.isEmpty() && arms.putIfAbsent(id, arm) != null) {
      reading.wrong(fields.valueNode("id"), "the arm '" + id + "' is there twice", "another id");
    }
  }

  private void check(Node node, List<Step.Arm> arms) {
    long controls = arms.stream().filter(Step.Arm::control).count();
    if (arms.size() < 2) {
      reading.wrong(node, "a split with " + arms.size() + " arms splits nothing", "two or more");
    } else if (controls > 1) {
      reading.wrong(node, "the split has " + controls + " arms with 'control'", "at most one");
    }
  }

  private Step.@Nullable Rollout rollout(Fields rollout, Map<String, Step.Arm> arms) {
    if (!rollout.present()) {
      return null;
    }
    double percent =
        rollout.require(
            "percent", "a number above 0 and up to 100", 100.0, n -> scalars.number(n, 0, 100));
    String rest =
        rollout.require("rest", "<the arm of all others>", "", node -> armId(node, arms, true));
    return new Step.Rollout(percent, rest);
  }

  private String armId(Node node, Map<String, Step.Arm> arms, boolean controlToo) {
    String id = scalars.text(node);
    List<String> known = new ArrayList<>();
    arms.values().stream()
        .filter(arm -> controlToo || !arm.control())
        .forEach(arm -> known.add(arm.id()));
    if (!id.isEmpty() && !known.contains(id)) {
      reading.wrong(
          node,
          "'" + id + "' is no arm that can stand here" + Nearest.hint(id, known),
          "one of " + String.join(", ", known));
    }
    return id;
  }
}
