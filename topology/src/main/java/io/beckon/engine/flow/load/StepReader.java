package io.beckon.engine.flow.load;

import io.beckon.engine.catalog.StockRule;
import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Conditions;
import io.beckon.engine.flow.Nearest;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the steps of a flow. A step is a map with one key, its kind. */
final class StepReader {

  /** Steps of one flow, those in branches included. */
  static final int MAX_STEPS = 200;

  private static final List<String> KINDS =
      List.of("send", "wait", "branch", "split", "set", "task", "audience", "end");

  private final Reading reading;
  private final Located located;
  private final StepIds ids;
  private final SendReader sends;
  private final WaitReader waits;
  private final SplitReader splits;
  private final AssignReader assigns;
  private final TaskReader tasks;
  private final AudienceReader audiences;

  /**
   * @param values knows the texts and blocks of the flow
   * @param usualStock what a send does about what is sold out, if it does not say
   * @param trigger what starts the flow: with something abandoned there is an idle time, with a
   *     reply something to answer
   */
  StepReader(Reading reading, DataReader values, StockRule usualStock, Trigger trigger) {
    this.reading = reading;
    this.located = new Located(reading);
    this.ids = new StepIds(reading);
    this.sends = new SendReader(reading, ids, values, usualStock, startsWithReply(trigger));
    this.waits = new WaitReader(reading, ids, this, trigger instanceof Trigger.Abandoned);
    this.splits = new SplitReader(reading, ids, this);
    this.assigns = new AssignReader(reading, ids, values);
    this.tasks = new TaskReader(reading, ids, values);
    this.audiences = new AudienceReader(reading, ids);
  }

  private static boolean startsWithReply(Trigger trigger) {
    return trigger instanceof Trigger.OnEvent on
        && on.event().equals(io.beckon.engine.EventNames.REPLIED);
  }

  /** The steps of a flow. */
  List<Step> readAll(Node node) {
    List<Step> steps = list(node, "steps", "");
    if (ids.size() > MAX_STEPS) {
      reading.wrong(
          node, "the flow has more than " + MAX_STEPS + " steps", "several smaller flows");
    }
    return steps;
  }

  /**
   * @param path ids of the branch around, so that derived ids are stable
   */
  List<Step> list(Node node, String key, String path) {
    if (!(node instanceof SequenceNode sequence)) {
      reading.wrong(
          node, "'" + key + "' must be a list", "lines that begin with '- send:', '- wait:', ...");
      return List.of();
    }
    if (sequence.getValue().isEmpty()) {
      reading.wrong(node, "'" + key + "' has no steps", "at least one step");
    }
    List<Step> steps = new ArrayList<>();
    for (Node each : sequence.getValue()) {
      if (!steps.isEmpty() && steps.get(steps.size() - 1) instanceof Step.End) {
        reading.wrong(each, "this step is never reached", "no step after 'end'");
        break;
      }
      Step step = step(each, path + "%s-" + (steps.size() + 1));
      if (step != null) {
        steps.add(step);
      }
    }
    return steps;
  }

  private @Nullable Step step(Node node, String derivedId) {
    if (!(node instanceof MappingNode map)) {
      reading.wrong(
          node,
          Scalars.describe(node) + " is no step",
          "a map with one key of " + String.join(", ", KINDS));
      return null;
    }
    Fields step = Fields.any(reading, map, "a step");
    List<String> keys = List.copyOf(step.all().keySet());
    if (keys.size() != 1) {
      reading.wrong(
          node,
          keys.isEmpty()
              ? "the step is empty"
              : "a step has one key, but here are " + String.join(", ", keys),
          "one of " + String.join(", ", KINDS) + ", with the rest indented below it");
      return null;
    }
    String kind = keys.get(0);
    Node body = step.valueNode(kind);
    return switch (kind) {
      case "send" -> sends.read(fields(body, kind, SendReader.KEYS));
      case "wait" -> waits.read(fields(body, kind, WaitReader.KEYS), derivedId);
      case "branch" -> branch(fields(body, kind, List.of("id", "when", "then", "else")));
      case "split" -> splits.read(fields(body, kind, SplitReader.KEYS));
      case "set" -> assigns.read(fields(body, kind, AssignReader.KEYS), derivedId);
      case "task" -> tasks.read(fields(body, kind, TaskReader.KEYS));
      case "audience" -> audiences.read(fields(body, kind, AudienceReader.KEYS), derivedId);
      case "end" ->
          Scalars.nothing(body)
              ? new Step.End(ids.derived(node, derivedId, kind))
              : new Step.End(ids.optional(fields(body, kind, List.of("id")), derivedId, kind));
      default -> {
        reading.wrong(
            step.keyNode(kind),
            "unknown step '" + kind + "'" + Nearest.hint(kind, KINDS),
            "one of " + String.join(", ", KINDS));
        yield null;
      }
    };
  }

  private Fields fields(Node body, String kind, List<String> keys) {
    if (body instanceof MappingNode map) {
      return Fields.of(reading, map, "the " + kind, keys);
    }
    reading.wrong(
        body,
        Scalars.describe(body) + " is no " + kind,
        "a map with keys of " + String.join(", ", keys));
    return Fields.none(reading);
  }

  private Step branch(Fields branch) {
    String id = ids.own(branch, "<id, unique in the flow>");
    Condition never = Conditions.compile("false");
    Condition when =
        branch.require(
            "when",
            "a condition such as cart.value >= 10000",
            never,
            node -> orElse(located.condition(node), never));
    branch.required("then", "a list of steps");
    return new Step.Branch(
        id,
        when,
        branch.optional("then", List.of(), node -> list(node, "then", id + "-then-")),
        branch.optional("else", List.of(), node -> list(node, "else", id + "-else-")));
  }

  private static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }
}
