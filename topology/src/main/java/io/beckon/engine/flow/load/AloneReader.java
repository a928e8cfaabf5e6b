package io.beckon.engine.flow.load;

import io.beckon.engine.policy.Alone;
import io.beckon.engine.policy.Alone.Callbacks;
import io.beckon.engine.policy.Alone.Cooldown;
import io.beckon.engine.policy.Alone.PriorityHold;
import io.beckon.engine.policy.Alone.Repeats;
import io.beckon.engine.policy.OnSite;
import io.beckon.engine.policy.Policy.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what keeps flows out of each other's way. */
final class AloneReader {

  private static final Duration LONGEST = Duration.ofDays(30);

  private final Parts parts;
  private final Scalars scalars;

  AloneReader(Parts parts) {
    this.parts = parts;
    this.scalars = parts.scalars();
  }

  Alone read(Fields root) {
    return new Alone(
        priority(root.map("priority", List.of("within", "exempt", "then"))),
        cooldowns(root.list("cooldowns", "a list of pauses")),
        repeats(root.map("repeats", List.of("within", "sameProducts", "exempt", "then"))),
        callbacks(root.map("callbacks", List.of("on", "channels", "for", "exempt", "then"))));
  }

  /** What waits while the shopper is on the site; null: nothing. */
  @Nullable OnSite onSite(Fields root) {
    Fields fields = root.map("onSite", List.of("within", "channels", "exempt", "then"));
    return fields.present()
        ? new OnSite(
            fields.require("within", Durations.EXPECTED, Duration.ofMinutes(15), scalars::duration),
            parts.channels(fields),
            parts.exempt(fields),
            parts.then(fields, Then.DEFER))
        : null;
  }

  private @Nullable PriorityHold priority(Fields fields) {
    return fields.present()
        ? new PriorityHold(
            fields.find("within", scalars::duration),
            parts.exempt(fields),
            parts.then(fields, Then.DEFER))
        : null;
  }

  private List<Cooldown> cooldowns(List<Node> nodes) {
    List<Cooldown> cooldowns = new ArrayList<>();
    for (Node node : nodes) {
      Fields fields =
          parts.element(
              node,
              "a pause",
              List.of("name", "after", "hold", "channels", "for", "sameProduct", "exempt", "then"));
      cooldowns.add(
          new Cooldown(
              parts.name(fields),
              parts.flows(fields, "after"),
              parts.flows(fields, "hold"),
              parts.channels(fields),
              fields.require("for", Durations.EXPECTED, LONGEST, parts::remembered),
              fields.optional("sameProduct", false, scalars::yesNo),
              parts.exempt(fields),
              parts.then(fields, Then.SKIP)));
    }
    return cooldowns;
  }

  private @Nullable Repeats repeats(Fields fields) {
    return fields.present()
        ? new Repeats(
            fields.optional("within", LONGEST, parts::remembered),
            fields.optional("sameProducts", false, scalars::yesNo),
            parts.exempt(fields),
            parts.then(fields, Then.SKIP))
        : null;
  }

  private @Nullable Callbacks callbacks(Fields fields) {
    if (!fields.present()) {
      return null;
    }
    Set<String> events = new LinkedHashSet<>();
    fields.required("on", "a list of events such as Callback Requested");
    for (Node node : fields.list("on", "a list of events such as Callback Requested")) {
      events.add(scalars.text(node));
    }
    return new Callbacks(
        events,
        parts.channels(fields),
        fields.optional("for", Duration.ofDays(2), scalars::duration),
        parts.exempt(fields),
        parts.then(fields, Then.SKIP));
  }
}
