package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Step;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads steps that let a shopper join an audience, or leave it. */
final class AudienceReader {

  /** Keys of an audience. */
  static final List<String> KEYS = List.of("id", "join", "for", "leave");

  /** The topic remembers members a little longer. */
  private static final Duration LONGEST = Duration.ofDays(90);

  private static final String ONE_OF_TWO = "'join' with 'for', or 'leave'";

  private final Reading reading;
  private final Scalars scalars;
  private final StepIds ids;

  AudienceReader(Reading reading, StepIds ids) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.ids = ids;
  }

  @Nullable Step read(Fields step, String derivedId) {
    String id = ids.optional(step, derivedId, "audience");
    boolean join = step.has("join");
    if (join == step.has("leave")) {
      step.fault("an audience is joined or left", ONE_OF_TWO);
      return null;
    }
    String audience =
        step.require(join ? "join" : "leave", "<id of an audience>", "", this::audience);
    if (!join) {
      if (step.has("for")) {
        reading.wrong(step.keyNode("for"), "'for' does not belong to 'leave'", ONE_OF_TWO);
      }
      return new Step.Audience(id, audience, null);
    }
    Duration length =
        step.require("for", Durations.EXPECTED + ", at most 90d", Duration.ZERO, this::length);
    return new Step.Audience(id, audience, length);
  }

  private String audience(Node node) {
    return scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED);
  }

  private Duration length(Node node) {
    Duration length = scalars.duration(node);
    if (length.compareTo(LONGEST) > 0) {
      reading.wrong(node, Scalars.describe(node) + " is too long", "at most 90d");
    }
    return length;
  }
}
