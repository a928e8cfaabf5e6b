package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads which members of a segment enter a flow when it is published, and how fast. */
final class ExistingReader {

  static final List<String> KEYS = List.of("segment", "rate");

  private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,5})/(s|m|h|d)");
  private static final String RATE_EXPECTED =
      "how many in how long, for each partition, such as 500/h; s, m, h or d";
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private final Scalars scalars;

  ExistingReader(Reading reading) {
    this.scalars = new Scalars(reading);
  }

  Flow.@Nullable Existing read(Fields existing, Trigger trigger) {
    if (!existing.present()) {
      return null;
    }
    String usual =
        trigger instanceof Trigger.OnSegment change && change.entered() ? change.segment() : "";
    if (usual.isEmpty()) {
      existing.required("segment", "<id of a segment>");
    }
    String segment =
        existing.optional(
            "segment", usual, node -> scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED));
    Duration every = existing.require("rate", RATE_EXPECTED, Duration.ofHours(1), this::every);
    return new Flow.Existing(segment, every);
  }

  private Duration every(Node node) {
    String text = scalars.text(node, RATE, RATE_EXPECTED);
    Matcher rate = RATE.matcher(text);
    if (!rate.matches()) {
      return Duration.ofHours(1);
    }
    Duration unit = UNITS.getOrDefault(rate.group(2), Duration.ofHours(1));
    return Duration.ofNanos(unit.toNanos() / Long.parseLong(rate.group(1)));
  }
}
