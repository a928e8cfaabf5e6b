package io.beckon.engine.flow.load;

import io.beckon.engine.policy.Hygiene;
import io.beckon.engine.policy.Hygiene.SoftBounces;
import io.beckon.engine.policy.Hygiene.Sunset;
import io.beckon.engine.policy.Policy.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what is not sent because nobody seems to be there. */
final class HygieneReader {

  private static final int MOST = 1000;
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Parts parts;
  private final Scalars scalars;

  HygieneReader(Parts parts) {
    this.parts = parts;
    this.scalars = parts.scalars();
  }

  Hygiene read(Fields root) {
    return new Hygiene(
        sunsets(root.list("sunset", "a list of rules")),
        softBounces(root.list("softBounces", "a list of rules")));
  }

  private List<Sunset> sunsets(List<Node> nodes) {
    List<Sunset> sunsets = new ArrayList<>();
    for (Node node : nodes) {
      Fields fields =
          parts.element(
              node, "a sunset", List.of("name", "channels", "messages", "silence", "exempt"));
      fields.required("channels", "a list of channels");
      sunsets.add(
          new Sunset(
              parts.name(fields),
              parts.channels(fields),
              fields.require(
                  "messages", "a whole number from 1", 1, at -> (int) scalars.whole(at, 1, MOST)),
              fields.require("silence", Durations.EXPECTED, A_DAY, scalars::duration),
              parts.exempt(fields)));
    }
    return sunsets;
  }

  private List<SoftBounces> softBounces(List<Node> nodes) {
    List<SoftBounces> rules = new ArrayList<>();
    for (Node node : nodes) {
      Fields fields =
          parts.element(
              node,
              "a rule for soft bounces",
              List.of("name", "channels", "max", "pause", "exempt", "then"));
      fields.required("channels", "a list of channels");
      rules.add(
          new SoftBounces(
              parts.name(fields),
              parts.channels(fields),
              fields.require(
                  "max", "a whole number from 1", 1, at -> (int) scalars.whole(at, 1, MOST)),
              fields.require("pause", Durations.EXPECTED, A_DAY, scalars::duration),
              parts.exempt(fields),
              parts.then(fields, Then.SKIP)));
    }
    return rules;
  }
}
