package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a flow is measured by. */
final class GoalReader {

  /** Keys of a goal. */
  static final List<String> KEYS = List.of("event", "where", "within", "supporting");

  /** Keys of an event that supports it. */
  static final List<String> SUPPORTING_KEYS = List.of("event", "where", "within");

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;
  private final EventNameReader events;

  GoalReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
    this.events = new EventNameReader(reading);
  }

  /** The goal; null when there is none. */
  Flow.@Nullable Goal read(Fields goal) {
    if (!goal.present()) {
      return null;
    }
    Flow.Goal main = one(goal, null);
    List<Flow.Goal> supporting = new ArrayList<>();
    for (Node node :
        goal.list("supporting", "event names, for example [Product Added, Checkout Started]")) {
      Flow.Goal read = supporting(node, main.within());
      if (read.event().isEmpty()) {
        continue;
      }
      if (read.event().equals(main.event()) && !goal.has("where")) {
        reading.wrong(
            node, "'" + read.event() + "' is the goal itself", "an event that leads to it");
      } else if (supporting.stream().anyMatch(known -> known.event().equals(read.event()))) {
        reading.wrong(
            node, "'" + read.event() + "' is there twice", "each event once, with one 'where'");
      }
      supporting.add(read);
    }
    return new Flow.Goal(main.event(), main.where(), main.within(), supporting);
  }

  /** Without a time of its own it has the goal's. */
  private Flow.Goal supporting(Node node, @Nullable Duration within) {
    return node instanceof MappingNode map
        ? one(Fields.of(reading, map, "a supporting event", SUPPORTING_KEYS), within)
        : new Flow.Goal(events.name(node), within);
  }

  private Flow.Goal one(Fields fields, @Nullable Duration usual) {
    String event = fields.require("event", "<name of an event>", "", events::name);
    Condition where = fields.find("where", located::conditionOnGoal);
    Duration within = fields.has("within") ? fields.find("within", scalars::duration) : usual;
    return new Flow.Goal(event, where, within, List.of());
  }
}
