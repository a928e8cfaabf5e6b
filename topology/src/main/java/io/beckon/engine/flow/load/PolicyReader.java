package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.flow.Nearest;
import io.beckon.engine.policy.Cap;
import io.beckon.engine.policy.GateRules;
import io.beckon.engine.policy.PlaceRules;
import io.beckon.engine.policy.PlaceRules.Trust;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.policy.QuietHours;
import java.time.Duration;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a policy. */
final class PolicyReader {

  static final List<String> KEYS =
      List.of(
          "policy",
          "zone",
          "countryZones",
          "zones",
          "law",
          "consent",
          "doubleOptIn",
          "gates",
          "reevaluateEvery",
          "priority",
          "cooldowns",
          "repeats",
          "callbacks",
          "onSite",
          "subjects",
          "caps",
          "quietHours",
          "softBounces",
          "sunset",
          "staleAfter",
          "rates",
          "replies",
          "owners",
          "links",
          "texts",
          "seasons");

  private static final Duration DEFAULT_STALE_AFTER = Duration.ofHours(24);
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s${}]+");
  private static final String ADDRESS_EXPECTED =
      "the address of a page, such as https://shop.example/cart, without placeholders";
  private static final Pattern NAME = Pattern.compile("policy");

  private final Reading reading;
  private final Scalars scalars;
  private final Law law = Law.shipped();
  private final Parts parts;

  PolicyReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.parts = new Parts(reading, law.names());
  }

  /** Reads it; what it returns is worth nothing when the reading has problems. */
  Policy read(Fields root, int version, String hash) {
    root.require("policy", "policy", "", node -> scalars.text(node, NAME, "policy"));
    ZoneId zone = root.require("zone", "a time zone such as Europe/Berlin", UTC, this::zone);
    Map<String, ZoneId> countryZones = new HashMap<>(CountryZones.BUILT_IN);
    countryZones.putAll(root.optional("countryZones", Map.of(), this::countryZones));
    PlaceRules places =
        new PlaceRules(
            zone,
            countryZones,
            root.optional(
                "zones",
                Trust.STRICTEST,
                node -> Parts.orElse(scalars.word(node, Words.ZONES), Trust.STRICTEST)),
            law.areas());
    RatesReader rates = new RatesReader(parts);
    List<Law.Book> books = books(root);
    Set<String> regions = law.areas().regions();
    List<Cap> caps =
        new CapsReader(parts, regions, false).read(root.list("caps", "a list of caps"), List.of());
    List<QuietHours> windows =
        new QuietHoursReader(parts, regions, Map.of())
            .read(root.list("quietHours", "a list of windows"), List.of());
    Policy always =
        new Policy(
            version,
            hash,
            law.fingerprint(hash),
            places,
            gates(root),
            consent(root.list("consent", "a list of rules")),
            root.map("doubleOptIn", List.of("expires")).find("expires", scalars::duration),
            new AloneReader(parts).read(root),
            new AloneReader(parts).onSite(root),
            root.optional("subjects", Map.of(), this::subjects),
            withLaw(caps, books, Law.Book::caps),
            withLaw(windows, books, Law.Book::quietHours),
            new HygieneReader(parts).read(root),
            root.optional("staleAfter", DEFAULT_STALE_AFTER, scalars::duration),
            root.optional("rates", Map.of(), rates::read),
            new RepliesReader(parts).read(root),
            new OwnersReader(parts).read(root, zone),
            root.optional("links", Map.of(), this::pages),
            root.optional("texts", Map.of(), new TextRulesReader(parts)::read),
            List.of());
    return new SeasonsReader(reading, law).read(always, root.list("seasons", "a list of seasons"));
  }

  /** The law that the policy applies: all that ships, unless it says which. */
  private List<Law.Book> books(Fields root) {
    List<Law.Book> all = List.copyOf(law.books().values());
    return root.has("law")
        ? root.list("law", "a list of " + String.join(", ", law.books().keySet())).stream()
            .flatMap(node -> Stream.ofNullable(scalars.word(node, law.books())))
            .toList()
        : all;
  }

  private static <T> List<T> withLaw(
      List<T> own, List<Law.Book> books, Function<Law.Book, List<T>> of) {
    List<T> all = new ArrayList<>(own);
    books.forEach(book -> all.addAll(of.apply(book)));
    return all;
  }

  private GateRules gates(Fields root) {
    Fields fields =
        root.map("gates", List.of("wanted", "suppression", "address", "consent", "stock"));
    return new GateRules(
        gate(fields, "wanted"),
        gate(fields, "suppression"),
        gate(fields, "address"),
        gate(fields, "consent"),
        gate(fields, "stock"),
        root.optional("reevaluateEvery", Duration.ofHours(1), scalars::duration));
  }

  private Policy.Then gate(Fields fields, String key) {
    return fields.optional(
        key,
        Policy.Then.SKIP,
        node -> Parts.orElse(scalars.word(node, Words.GATE_THEN), Policy.Then.SKIP));
  }

  private Map<String, String> subjects(Node node) {
    Map<String, String> subjects = new HashMap<>();
    Fields fields = parts.freeMap(node, "subjects", "lines such as 'left-behind: [flow-id]'");
    for (String subject : fields.all().keySet()) {
      for (String flow : parts.flows(fields, subject)) {
        String other = subjects.put(flow, subject);
        if (other != null) {
          reading.wrong(
              fields.keyNode(subject),
              "the flow '" + flow + "' has the subject '" + other + "' already",
              "each flow under one subject");
        }
      }
    }
    return subjects;
  }

  private Map<String, String> pages(Node node) {
    Map<String, String> pages = new HashMap<>();
    Fields fields = parts.freeMap(node, "links", "lines such as 'cart: https://shop.example/cart'");
    fields
        .all()
        .forEach(
            (name, address) -> {
              if (!FlowReader.ID.matcher(name).matches()) {
                reading.wrong(
                    fields.keyNode(name), "'" + name + "' is no name", FlowReader.ID_EXPECTED);
              }
              pages.put(name, scalars.text(address, ADDRESS, ADDRESS_EXPECTED));
            });
    return pages;
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
    Fields fields = parts.freeMap(node, "countryZones", "lines such as 'DE: Europe/Berlin'");
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
      Fields fields =
          parts.element(node, "a rule of consent", List.of("channel", "purpose", "rule"));
      Channel channel = fields.find("channel", at -> scalars.word(at, Words.CHANNELS));
      Purpose purpose =
          fields.require(
              "purpose",
              "transactional, recovery or marketing",
              Purpose.UNKNOWN,
              at -> Parts.orElse(scalars.word(at, Words.PURPOSES), Purpose.UNKNOWN));
      Policy.ConsentRule rule =
          fields.require(
              "rule",
              "opt-in or opt-out",
              Policy.ConsentRule.OPT_IN,
              at -> Parts.orElse(scalars.word(at, Words.CONSENT), Policy.ConsentRule.OPT_IN));
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

  private static List<Channel> listOf(@Nullable Channel channel) {
    return channel == null ? List.of() : List.of(channel);
  }
}
