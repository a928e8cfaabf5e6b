package io.beckon.engine.flow.load;

import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** The ids of a flow's steps: given, or derived from their place; each once. */
final class StepIds {

  private final Reading reading;
  private final Scalars scalars;
  private final Map<String, Integer> lines = new HashMap<>();

  StepIds(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
  }

  /** How many steps there are. */
  int size() {
    return lines.size();
  }

  /** The id of a step that must have one. */
  String own(Fields step, String expected) {
    return step.require("id", expected, "", this::id);
  }

  /**
   * The id of a step that may have one.
   *
   * @param derived what it is called else, with {@code %s} for its kind
   */
  String optional(Fields step, String derived, String kind) {
    Node given = step.node("id");
    if (given != null) {
      return id(given);
    }
    return step.owner().map(node -> derived(node, derived, kind)).orElse("");
  }

  /** The id of a step that has none of its own. */
  String derived(Node node, String derived, String kind) {
    String id = derived.formatted(kind);
    claim(node, id);
    return id;
  }

  private String id(Node node) {
    String id = scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED);
    if (!id.isEmpty()) {
      claim(node, id);
    }
    return id;
  }

  private void claim(Node node, String id) {
    Integer first = lines.putIfAbsent(id, node.getStartMark().getLine() + 1);
    if (first != null) {
      reading.wrong(
          node, "the step id '" + id + "' is there twice, first in line " + first, "another id");
    }
  }
}
