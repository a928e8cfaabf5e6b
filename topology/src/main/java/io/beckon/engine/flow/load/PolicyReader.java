package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.flow.Nearest;
import io.beckon.engine.policy.Policy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a policy. */
final class PolicyReader {

  static final List<String> KEYS =
      List.of(
          "policy", "zone", "countryZones", "consent", "caps", "quietHours", "staleAfter", "rates");

  private static final Duration DEFAULT_STALE_AFTER = Duration.ofHours(24);
  private static final Duration LONGEST_CAP = Duration.ofDays(30);
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Pattern NAME = Pattern.compile("policy");
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

  private final Reading reading;
  private final Scalars scalars;
  private final Set<String> names = new HashSet<>();

  PolicyReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
  }

  /** Reads it; what it returns is worth nothing when the reading has problems. */
  Policy read(Fields root, int version, String hash) {
    root.require("policy", "policy", "", node -> scalars.text(node, NAME, "policy"));
    ZoneId zone = root.require("zone", "a time zone such as Europe/Berlin", UTC, this::zone);
    Map<String, ZoneId> countryZones = new HashMap<>(CountryZones.BUILT_IN);
    countryZones.putAll(root.optional("countryZones", Map.of(), this::countryZones));
    return new Policy(
        version,
        hash,
        zone,
        countryZones,
        consent(root.list("consent", "a list of rules")),
        caps(root.list("caps", "a list of caps")),
        quietHours(root.list("quietHours", "a list of windows")),
        root.optional("staleAfter", DEFAULT_STALE_AFTER, scalars::duration),
        root.optional("rates", Map.of(), this::rates));
  }

  private ZoneId zone(Node node) {
    String name = scalars.text(node);
    Set<String> known = ZoneRulesProvider.getAvailableZoneIds();
    if (!name.isEmpty() && !known.contains(name)) {
      reading.wrong(
          node,
          "unknown time zone '" + name + "'" + Nearest.hint(name, new TreeSet<>(known)),
          "an IANA name such as Europe/Berlin");
      return UTC;
    }
    return name.isEmpty() ? UTC : ZoneId.of(name);
  }

  private Map<String, ZoneId> countryZones(Node node) {
    Map<String, ZoneId> zones = new HashMap<>();
    Set<String> countries = Set.of(Locale.getISOCountries());
    Fields fields = freeMap(node, "countryZones", "lines such as 'DE: Europe/Berlin'");
    fields
        .all()
        .forEach(
            (country, value) -> {
              if (!countries.contains(country)) {
                reading.wrong(
                    fields.keyNode(country),
                    "unknown country '" + country + "'",
                    "an ISO-3166 code of two capital letters such as DE");
              }
              zones.put(country, zone(value));
            });
    return zones;
  }

  private Map<Policy.ChannelPurpose, Policy.ConsentRule> consent(List<Node> nodes) {
    Map<Policy.ChannelPurpose, Policy.ConsentRule> general = new HashMap<>();
    Map<Policy.ChannelPurpose, Policy.ConsentRule> special = new HashMap<>();
    for (Node node : nodes) {
      Fields fields = element(node, "a rule of consent", List.of("channel", "purpose", "rule"));
      Channel channel = fields.find("channel", at -> scalars.word(at, Words.CHANNELS));
      Purpose purpose =
          fields.require(
              "purpose",
              "transactional, recovery or marketing",
              Purpose.UNKNOWN,
              at -> orElse(scalars.word(at, Words.PURPOSES), Purpose.UNKNOWN));
      Policy.ConsentRule rule =
          fields.require(
              "rule",
              "opt-in or opt-out",
              Policy.ConsentRule.OPT_IN,
              at -> orElse(scalars.word(at, Words.CONSENT), Policy.ConsentRule.OPT_IN));
      boolean all = !fields.has("channel");
      for (Channel each : all ? Words.CHANNELS.values() : listOf(channel)) {
        Policy.ConsentRule before =
            (all ? general : special).put(new Policy.ChannelPurpose(each, purpose), rule);
        if (before != null && purpose != Purpose.UNKNOWN) {
          reading.wrong(
              node, "there is a rule for this channel and purpose already", "one rule for each");
          break;
        }
      }
    }
    general.putAll(special);
    return general;
  }

  private List<Policy.Cap> caps(List<Node> nodes) {
    List<Policy.Cap> caps = new ArrayList<>();
    for (Node node : nodes) {
      Fields fields =
          element(node, "a cap", List.of("name", "channels", "max", "per", "exempt", "then"));
      caps.add(
          new Policy.Cap(
              name(fields),
              words(fields, "channels", Words.CHANNELS),
              fields.require(
                  "max", "a whole number from 1", 1, at -> (int) scalars.whole(at, 1, 10_000)),
              fields.require("per", Durations.EXPECTED, LONGEST_CAP, this::capLength),
              words(fields, "exempt", Words.PURPOSES),
              then(fields, Policy.Then.SKIP)));
    }
    return caps;
  }

  private Duration capLength(Node node) {
    Duration length = scalars.duration(node);
    if (length.compareTo(LONGEST_CAP) > 0) {
      reading.wrong(
          node, Scalars.describe(node) + " is longer than sends are remembered", "at most 30d");
    }
    return length;
  }

  private List<Policy.QuietHours> quietHours(List<Node> nodes) {
    List<Policy.QuietHours> windows = new ArrayList<>();
    for (Node node : nodes) {
      Fields fields =
          element(
              node,
              "a window of quiet hours",
              List.of("name", "channels", "from", "to", "days", "exempt", "then"));
      Set<DayOfWeek> days = words(fields, "days", Words.DAYS);
      windows.add(
          new Policy.QuietHours(
              name(fields),
              words(fields, "channels", Words.CHANNELS),
              fields.require("from", "\"21:00\"", LocalTime.MIN, this::time),
              fields.require("to", "\"08:00\"", LocalTime.MIN, this::time),
              days,
              words(fields, "exempt", Words.PURPOSES),
              then(fields, Policy.Then.DEFER)));
    }
    return windows;
  }

  private LocalTime time(Node node) {
    String text = scalars.text(node, TIME, "a time of day in quotes, such as \"21:00\"");
    return text.isEmpty() ? LocalTime.MIN : LocalTime.parse(text);
  }

  private Map<Channel, Policy.Rate> rates(Node node) {
    Map<Channel, Policy.Rate> rates = new HashMap<>();
    Fields fields = freeMap(node, "rates", "lines such as 'email: {perSecond: 50, burst: 100}'");
    fields
        .all()
        .forEach(
            (word, value) -> {
              Channel channel = scalars.word(fields.keyNode(word), Words.CHANNELS);
              Fields rate = element(value, "a rate", List.of("perSecond", "burst"));
              double perSecond =
                  rate.require(
                      "perSecond", "messages a second", 1.0, at -> scalars.number(at, 0, 1e6));
              double burst =
                  rate.optional(
                      "burst", Math.max(1, perSecond), at -> scalars.whole(at, 1, 1_000_000) * 1.0);
              if (channel != null) {
                rates.put(channel, new Policy.Rate(perSecond, burst));
              }
            });
    return rates;
  }

  private String name(Fields fields) {
    String name =
        fields.require(
            "name",
            "<name that decisions show>",
            "",
            node -> scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED));
    if (!name.isEmpty() && !names.add(name)) {
      fields.fault("the name '" + name + "' is there twice", "another name");
    }
    return name;
  }

  private Policy.Then then(Fields fields, Policy.Then fallback) {
    return fields.optional(
        "then", fallback, node -> orElse(scalars.word(node, Words.THEN), fallback));
  }

  private <T> Set<T> words(Fields fields, String key, Map<String, T> words) {
    Set<T> found = new LinkedHashSet<>();
    Node node = fields.node(key);
    if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
      reading.wrong(
          node, "'" + key + "' is empty", "at least one of " + String.join(", ", words.keySet()));
    }
    for (Node each : fields.list(key, "a list of " + String.join(", ", words.keySet()))) {
      T value = scalars.word(each, words);
      if (value != null && !found.add(value)) {
        reading.wrong(each, Scalars.describe(each) + " is there twice", "each once");
      }
    }
    return found;
  }

  private Fields element(Node node, String what, List<String> keys) {
    if (node instanceof MappingNode map) {
      return Fields.of(reading, map, what, keys);
    }
    reading.wrong(
        node,
        Scalars.describe(node) + " is not " + what,
        "a map with keys of " + String.join(", ", keys));
    return Fields.none(reading);
  }

  private Fields freeMap(Node node, String key, String expected) {
    if (node instanceof MappingNode map) {
      return Fields.any(reading, map, "'" + key + "'");
    }
    reading.wrong(node, "'" + key + "' must be a map", expected);
    return Fields.none(reading);
  }

  private static List<Channel> listOf(@Nullable Channel channel) {
    return channel == null ? List.of() : List.of(channel);
  }

  private static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }
}
