package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Nearest;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.nodes.Node;

/** Reads names of events; one that differs from a standard name only in its spelling is wrong. */
final class EventNameReader {

  private final Reading reading;
  private final Scalars scalars;

  EventNameReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
  }

  /** A name; "" when it was reported. */
  String name(Node node) {
    String name = scalars.text(node);
    String ours = EventNames.OF_REPORTS.get(name);
    if (ours != null) {
      reading.wrong(
          node,
          "reports of senders are named alike for all channels, and '" + name + "' never comes",
          "'" + ours + "'");
    } else if (!name.isEmpty() && !EventNames.STANDARD.contains(name)) {
      String bare = bare(name);
      EventNames.STANDARD.stream()
          .filter(standard -> bare(standard).equals(bare))
          .findFirst()
          .ifPresent(
              standard ->
                  reading.wrong(
                      node,
                      "no event is named '" + name + "'" + Nearest.hint(name, List.of(standard)),
                      "'" + standard + "'"));
    }
    return name;
  }

  private static String bare(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }
}
