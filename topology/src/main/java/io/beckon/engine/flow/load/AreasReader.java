package io.beckon.engine.flow.load;

import io.beckon.engine.policy.Areas;
import io.beckon.engine.policy.Areas.Area;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads where area codes are. */
final class AreasReader {

  private static final Pattern AREA_CODE = Pattern.compile("[2-9]\\d{2}");

  private final Reading reading;
  private final Parts parts;
  private final Map<String, Area> byCode = new HashMap<>();
  private final Map<String, String> byName = new HashMap<>();
  private final Map<String, List<ZoneId>> zones = new HashMap<>();

  AreasReader(Reading reading) {
    this.reading = reading;
    this.parts = new Parts(reading, Set.of());
  }

  Areas read() {
    Fields root = reading.root(List.of("areas", "source", "countries", "regions"), "areas");
    String calling = root.require("areas", "\"1\"", "", node -> parts.scalars().text(node));
    root.require("source", "where it was taken from", "", node -> parts.scalars().text(node));
    Node countries = root.required("countries", "zones of countries");
    if (countries != null) {
      Fields fields = parts.freeMap(countries, "countries", "US: [America/New_York]");
      fields.all().forEach((country, list) -> zones.put(country, zonesIn(fields, country)));
    }
    Node regions = root.required("regions", "lines such as 'US-FL: {...}'");
    if (regions != null) {
      parts
          .freeMap(regions, "regions", "lines such as 'US-FL: {...}'")
          .all()
          .forEach((region, node) -> region(calling, region, node));
    }
    reading.finish();
    return new Areas(byCode, byName, zones);
  }

  private void region(String calling, String region, Node node) {
    Fields fields = parts.element(node, "a region", List.of("name", "codes"));
    String name = fields.require("name", "its name", "", at -> parts.scalars().text(at));
    byName.put(region, region);
    byName.put(region.substring(0, 3) + name.toUpperCase(Locale.ROOT), region);
    Set<ZoneId> all = new LinkedHashSet<>();
    Node codes = fields.required("codes", "area codes by zone");
    if (codes != null) {
      Fields byZone = parts.freeMap(codes, "codes", "America/New_York: [305]");
      byZone
          .all()
          .forEach(
              (names, list) -> {
                List<ZoneId> there =
                    List.of(names.split(" ", -1)).stream()
                        .map(zone -> zone(zone, byZone.keyNode(names)))
                        .toList();
                all.addAll(there);
                codes(calling, list, new Area(region, there));
              });
    }
    zones.put(region, List.copyOf(all));
  }

  private void codes(String calling, Node list, Area area) {
    if (!(list instanceof SequenceNode sequence)) {
      reading.wrong(list, "area codes must be a list", "[305, 786]");
      return;
    }
    for (Node node : sequence.getValue()) {
      String code = String.valueOf(Scalars.value(node));
      if (!AREA_CODE.matcher(code).matches()) {
        reading.wrong(node, Scalars.describe(node) + " is no area code", "three digits");
      } else if (byCode.put(calling + code, area) != null) {
        reading.wrong(node, "the area code " + code + " is there twice", "each once");
      }
    }
  }

  private List<ZoneId> zonesIn(Fields fields, String key) {
    return fields.list(key, "a list of zones").stream()
        .map(node -> zone(parts.scalars().text(node), node))
        .toList();
  }

  private ZoneId zone(String name, Node node) {
    if (ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
      return ZoneId.of(name);
    }
    reading.wrong(node, "unknown time zone '" + name + "'", "an IANA name");
    return ZoneId.of("UTC");
  }
}
