package io.beckon.engine.flow.load;

import io.beckon.engine.date.ReplenishmentRule;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the trigger of a flow that begins when what was bought will be used up. */
final class ReplenishmentReader {

  static final String ON_REPLENISHMENT = "replenishment";

  /** Keys of a trigger that replenishment has. */
  static final List<String> KEYS =
      List.of("products", "categories", "typical", "before", "together", "at");

  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final Duration USUALLY_TOGETHER = Duration.ofDays(1);

  private final Reading reading;
  private final Scalars scalars;

  ReplenishmentReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
  }

  ReplenishmentRule read(Fields trigger) {
    return new ReplenishmentRule(
        names(trigger, "products", "product ids"),
        names(trigger, "categories", "categories"),
        trigger.find("typical", scalars::duration),
        trigger.optional("before", Duration.ZERO, scalars::duration),
        trigger.optional("together", USUALLY_TOGETHER, scalars::duration),
        trigger.find("at", this::time));
  }

  private Set<String> names(Fields trigger, String key, String what) {
    Set<String> names = new LinkedHashSet<>();
    for (Node node : trigger.list(key, "a list of " + what)) {
      names.add(scalars.text(node));
    }
    if (trigger.has(key) && names.isEmpty()) {
      reading.wrong(trigger.valueNode(key), "'" + key + "' is empty", "a list of " + what);
    }
    return names;
  }

  private @Nullable LocalTime time(Node node) {
    String text = scalars.text(node, TIME, "a time of day in quotes, such as \"09:00\"");
    return text.isEmpty() ? null : LocalTime.parse(text);
  }
}
