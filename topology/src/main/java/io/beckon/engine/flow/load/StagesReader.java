package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Nearest;
import io.beckon.engine.stage.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a ladder of stages, and what moves shoppers on it. */
final class StagesReader {

  static final List<String> KEYS = List.of("stages", "title", "description", "order", "moves");
  static final List<String> MOVE_KEYS = List.of("to", "on", "where", "from");

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;
  private final EventNameReader events;
  private final Parts parts;

  StagesReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
    this.events = new EventNameReader(reading);
    this.parts = new Parts(reading, Set.of());
  }

  /** Reads it; null when the reading has problems that leave nothing to return. */
  @Nullable Stages read(Fields root, int version, String hash) {
    String id =
        root.require(
            "stages",
            "<id of the ladder>",
            "",
            node -> scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED));
    String title = root.require("title", "<what people call it>", "", scalars::text);
    String description = root.find("description", scalars::text);
    Node order = root.required("order", "stages, the first first, for example [new, engaged, won]");
    List<String> stages =
        List.copyOf(parts.texts(root, "order", FlowReader.ID, FlowReader.ID_EXPECTED));
    if (order instanceof SequenceNode list && list.getValue().size() < 2) {
      reading.wrong(order, "a ladder has two stages at least", "the stages, the first first");
    }
    List<Stages.Rule> moves = new ArrayList<>();
    for (Node node : root.list("moves", "a list of maps with " + String.join(", ", MOVE_KEYS))) {
      Fields move = parts.element(node, "a move", MOVE_KEYS);
      if (move.present()) {
        moves.add(move(move, stages));
      }
    }
    return stages.isEmpty()
        ? null
        : new Stages(id, version, hash, title, description, stages, moves);
  }

  private Stages.Rule move(Fields move, List<String> stages) {
    String to = move.require("to", "<a stage>", "", node -> stage(node, stages));
    List<String> from = new ArrayList<>();
    for (Node node : move.list("from", "a list of stages")) {
      from.add(stage(node, stages));
    }
    return new Stages.Rule(to, events(move), move.find("where", located::conditionOnEvent), from);
  }

  private List<String> events(Fields move) {
    Node node = move.required("on", "<name of an event>");
    if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      return list.getValue().stream().map(events::name).toList();
    }
    return node == null ? List.of() : List.of(events.name(node));
  }

  private String stage(Node node, List<String> stages) {
    String stage = scalars.text(node);
    if (!stage.isEmpty() && !stages.isEmpty() && !stages.contains(stage)) {
      reading.wrong(
          node,
          "there is no stage '" + stage + "'" + Nearest.hint(stage, stages),
          "one of " + String.join(", ", stages));
    }
    return stage;
  }
}
