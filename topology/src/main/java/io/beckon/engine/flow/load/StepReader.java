package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Conditions;
import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Nearest;
import io.beckon.engine.flow.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the steps of a flow. A step is a map with one key, its kind. */
final class StepReader {

  /** How long a sender may take when the file does not say. */
  static final Duration DEFAULT_SEND_BY = Duration.ofHours(1);

  /** Steps of one flow, those in branches included. */
  static final int MAX_STEPS = 200;

  private static final List<String> KINDS = List.of("send", "wait", "branch", "end");
  private static final List<String> SEND_KEYS =
      List.of("id", "channel", "purpose", "template", "data", "offer", "deepLink", "sendBy");
  private static final List<String> OFFER_KEYS =
      List.of("code", "percent", "amount", "currency", "validFor", "terms");
  private static final Pattern DATA_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;
  private final boolean abandonment;
  private final Map<String, Integer> idLines = new HashMap<>();

  /**
   * @param abandonment does the flow start with something abandoned, so that there is an idle time?
   */
  StepReader(Reading reading, boolean abandonment) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
    this.abandonment = abandonment;
  }

  /** The steps of a flow. */
  List<Step> readAll(Node node) {
    List<Step> steps = list(node, "steps", "");
    if (idLines.size() > MAX_STEPS) {
      reading.wrong(
          node, "the flow has more than " + MAX_STEPS + " steps", "several smaller flows");
    }
    return steps;
  }

  /**
   * @param path ids of the branch around, so that derived ids are stable
   */
  private List<Step> list(Node node, String key, String path) {
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
      case "send" -> send(fields(body, kind, SEND_KEYS));
      case "wait" -> waiting(fields(body, kind, List.of("id", "for", "from")), derivedId);
      case "branch" -> branch(fields(body, kind, List.of("id", "when", "then", "else")));
      case "end" ->
          Scalars.nothing(body)
              ? new Step.End(derived(node, derivedId, kind))
              : end(fields(body, kind, List.of("id")), derivedId);
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

  private Step send(Fields send) {
    String id = ownId(send, "<id, unique in the flow and part of every command id>");
    Channel channel =
        send.require(
            "channel",
            "one of " + String.join(", ", Words.CHANNELS.keySet()),
            Channel.UNKNOWN,
            node -> orElse(scalars.word(node, Words.CHANNELS), Channel.UNKNOWN));
    Purpose purpose = send.find("purpose", node -> scalars.word(node, Words.PURPOSES));
    String template =
        send.require("template", "<the sender's name of the template>", "", scalars::text);
    return new Step.Send(
        id,
        channel,
        purpose,
        template,
        send.optional("data", Map.of(), this::data),
        offer(send.map("offer", OFFER_KEYS)),
        send.find("deepLink", located::text),
        send.optional("sendBy", DEFAULT_SEND_BY, scalars::duration));
  }

  private Map<String, Expression> data(Node node) {
    if (!(node instanceof MappingNode map)) {
      reading.wrong(node, "'data' must be a map", "lines such as 'headline: \"Hello\"'");
      return Map.of();
    }
    Map<String, Expression> data = new LinkedHashMap<>();
    Fields fields = Fields.any(reading, map, "'data'");
    fields
        .all()
        .forEach(
            (name, value) -> {
              if (!DATA_NAME.matcher(name).matches()) {
                reading.wrong(
                    fields.keyNode(name),
                    "'" + name + "' is no name for a value",
                    "letters, digits and '_', beginning with a letter, at most 64");
              }
              Expression expression = located.value(value);
              if (expression != null) {
                data.put(name, expression);
              }
            });
    return data;
  }

  private Step.@Nullable OfferTerms offer(Fields offer) {
    if (!offer.present()) {
      return null;
    }
    String code = offer.find("code", scalars::text);
    Double percent = offer.find("percent", node -> scalars.number(node, 0, 100));
    Long amount = offer.find("amount", node -> scalars.whole(node, 1, Long.MAX_VALUE));
    String currency =
        offer.find(
            "currency", node -> scalars.text(node, CURRENCY, "an ISO-4217 code such as EUR"));
    if (offer.has("percent") == offer.has("amount")) {
      offer.fault(
          offer.has("percent")
              ? "the offer has both 'percent' and 'amount'"
              : "the offer has neither 'percent' nor 'amount'",
          "one of the two");
    }
    if (offer.has("amount") != offer.has("currency")) {
      offer.fault(
          offer.has("amount")
              ? "the offer has an 'amount' without 'currency'"
              : "the offer has a 'currency' without 'amount'",
          "'amount' in minor units (500 for 5.00) with 'currency'");
    }
    Duration validFor =
        offer.require("validFor", Durations.EXPECTED, Duration.ofDays(1), scalars::duration);
    String terms = offer.find("terms", scalars::text);
    return new Step.OfferTerms(code, percent, amount, currency, validFor, terms);
  }

  private Step waiting(Fields wait, String derivedId) {
    Duration duration =
        wait.require("for", Durations.EXPECTED, Duration.ofDays(1), scalars::duration);
    Step.Wait.Base base =
        wait.optional(
            "from",
            Step.Wait.Base.STEP,
            node -> {
              Step.Wait.Base from =
                  orElse(scalars.word(node, Words.WAIT_FROM), Step.Wait.Base.STEP);
              if (from == Step.Wait.Base.IDLE_SINCE && !abandonment) {
                reading.wrong(
                    node,
                    "'from: idle' needs a flow that starts with something abandoned",
                    "from: step");
              }
              return from;
            });
    return new Step.Wait(optionalId(wait, derivedId, "wait"), duration, base);
  }

  private Step branch(Fields branch) {
    String id = ownId(branch, "<id, unique in the flow>");
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

  private Step end(Fields end, String derivedId) {
    return new Step.End(optionalId(end, derivedId, "end"));
  }

  private String ownId(Fields step, String expected) {
    return step.require("id", expected, "", this::id);
  }

  private String optionalId(Fields step, String derivedId, String kind) {
    Node given = step.node("id");
    if (given != null) {
      return id(given);
    }
    return step.owner().map(node -> derived(node, derivedId, kind)).orElse("");
  }

  private String id(Node node) {
    String id = scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED);
    if (!id.isEmpty()) {
      claim(node, id);
    }
    return id;
  }

  private String derived(Node node, String derivedId, String kind) {
    String id = derivedId.formatted(kind);
    claim(node, id);
    return id;
  }

  private void claim(Node node, String id) {
    Integer first = idLines.putIfAbsent(id, node.getStartMark().getLine() + 1);
    if (first != null) {
      reading.wrong(
          node, "the step id '" + id + "' is there twice, first in line " + first, "another id");
    }
  }

  private static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }
}
