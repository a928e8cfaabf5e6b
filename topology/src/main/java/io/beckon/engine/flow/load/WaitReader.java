package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Moment;
import io.beckon.engine.flow.Step;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the waits of a flow: for a time, until a local time, by an expression, for an event. */
final class WaitReader {

  /** Keys of a wait. */
  static final List<String> KEYS =
      List.of("id", "for", "from", "until", "days", "by", "event", "where", "then", "else");

  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final String TIME_EXPECTED = "a time of day in quotes, such as \"09:00\"";
  private static final List<String> WAYS = List.of("event", "until", "by", "for");

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;
  private final EventNameReader events;
  private final StepIds ids;
  private final StepReader steps;
  private final boolean abandonment;

  /**
   * @param abandonment does the flow start with something abandoned, so that there is an idle time?
   */
  WaitReader(Reading reading, StepIds ids, StepReader steps, boolean abandonment) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
    this.events = new EventNameReader(reading);
    this.ids = ids;
    this.steps = steps;
    this.abandonment = abandonment;
  }

  Step read(Fields wait, String derivedId) {
    String way = WAYS.stream().filter(wait::has).findFirst().orElse("for");
    return switch (way) {
      case "event" -> event(wait);
      case "until" -> until(wait, derivedId);
      case "by" -> by(wait, derivedId);
      default -> lasting(wait, derivedId);
    };
  }

  private Step lasting(Fields wait, String derivedId) {
    refuse(wait, "for", List.of("days", "where", "then", "else"));
    Duration duration = duration(wait);
    Step.Wait.Base base = wait.optional("from", Step.Wait.Base.STEP, this::base);
    return new Step.Wait(ids.optional(wait, derivedId, "wait"), duration, base);
  }

  private Duration duration(Fields wait) {
    return wait.require("for", Durations.EXPECTED, Duration.ofDays(1), scalars::duration);
  }

  private Step.Wait.Base base(Node node) {
    Step.Wait.Base from = scalars.word(node, Words.WAIT_FROM);
    if (from == Step.Wait.Base.IDLE_SINCE && !abandonment) {
      reading.wrong(
          node, "'from: idle' needs a flow that starts with something abandoned", "from: step");
    }
    return from == null ? Step.Wait.Base.STEP : from;
  }

  private Step until(Fields wait, String derivedId) {
    refuse(wait, "until", List.of("for", "from", "by", "where", "then", "else"));
    LocalTime time = wait.require("until", TIME_EXPECTED, LocalTime.MIDNIGHT, this::time);
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    List<Node> named = wait.list("days", "weekdays, for example [mon, tue]");
    for (Node node : named) {
      DayOfWeek day = scalars.word(node, Words.DAYS);
      if (day != null && !days.add(day)) {
        reading.wrong(node, Scalars.describe(node) + " is there twice", "each once");
      }
    }
    if (wait.has("days") && named.isEmpty() && wait.valueNode("days") instanceof SequenceNode) {
      reading.wrong(
          wait.valueNode("days"),
          "'days' is empty",
          "at least one of " + String.join(", ", Words.DAYS.keySet()));
    }
    return new Step.WaitUntil(ids.optional(wait, derivedId, "wait"), time, days);
  }

  private LocalTime time(Node node) {
    String text = scalars.text(node, TIME, TIME_EXPECTED);
    return text.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private Step by(Fields wait, String derivedId) {
    refuse(wait, "by", List.of("for", "from", "days", "where", "then", "else"));
    Moment never = Moment.compile("now");
    Moment moment =
        wait.require(
            "by",
            "a timestamp or duration such as shopper.lastOrderAt + duration(\"720h\")",
            never,
            node -> {
              Moment compiled = located.moment(node);
              return compiled == null ? never : compiled;
            });
    return new Step.WaitBy(ids.optional(wait, derivedId, "wait"), moment);
  }

  private Step event(Fields wait) {
    refuse(wait, "event", List.of("from", "until", "days", "by"));
    String id = ids.own(wait, "<id, unique in the flow>");
    List<String> names = new ArrayList<>();
    Node given = wait.valueNode("event");
    if (given instanceof SequenceNode list) {
      if (list.getValue().isEmpty()) {
        reading.wrong(given, "'event' is empty", "at least one name of an event");
      }
      list.getValue().forEach(node -> names.add(events.name(node)));
    } else {
      names.add(events.name(given));
    }
    @Nullable Condition where = wait.find("where", located::conditionOnEvent);
    return new Step.Await(
        id,
        names,
        where,
        duration(wait),
        wait.optional("then", List.of(), node -> steps.list(node, "then", id + "-then-")),
        wait.optional("else", List.of(), node -> steps.list(node, "else", id + "-else-")));
  }

  private void refuse(Fields wait, String way, List<String> keys) {
    for (String key : keys) {
      if (wait.has(key)) {
        reading.wrong(
            wait.keyNode(key),
            "'" + key + "' does not belong to a wait with '" + way + "'",
            "one way to wait: for, until with days, by, or event with for");
      }
    }
  }
}
