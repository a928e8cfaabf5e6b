package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.flow.Nearest;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.Scope;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
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

/** Reads what the rules of a policy have in common, and of the law: names, channels, places. */
final class Parts {

  static final String DATE_EXPECTED = "a date such as 2026-11-23";

  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern PLACE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
  private static final String PLACE_EXPECTED =
      "a country such as DE, or a part of one such as US-FL";
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final String NOT_REMEMBERED = " is longer than sends are remembered";

  private final Reading reading;
  private final Scalars scalars;
  private final Set<String> names;
  private final Set<String> taken;

  /**
   * Parts of a file.
   *
   * @param taken names that the law has, which no rule of a policy may have
   */
  Parts(Reading reading, Set<String> taken) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.names = new HashSet<>();
    this.taken = taken;
  }

  Reading reading() {
    return reading;
  }

  Scalars scalars() {
    return scalars;
  }

  /** A name that no other rule of the file has. */
  String name(Fields fields) {
    String name =
        fields.require(
            "name",
            "<name that decisions show>",
            "",
            node -> scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED));
    if (!name.isEmpty() && !names.add(name)) {
      fields.fault("the name '" + name + "' is there twice", "another name");
    } else if (taken.contains(name)) {
      fields.fault("the name '" + name + "' is that of a rule of the law", "another name");
    }
    return name;
  }

  Then then(Fields fields, Then fallback) {
    return fields.optional(
        "then", fallback, node -> orElse(scalars.word(node, Words.THEN), fallback));
  }

  Set<Channel> channels(Fields fields) {
    return words(fields, "channels", Words.CHANNELS);
  }

  Set<Purpose> exempt(Fields fields) {
    return words(fields, "exempt", Words.PURPOSES);
  }

  /** Some of the words, each once; none when the key is not there. */
  <T> Set<T> words(Fields fields, String key, Map<String, T> words) {
    Set<T> found = new LinkedHashSet<>();
    for (Node each : some(fields, key, String.join(", ", words.keySet()))) {
      T value = scalars.word(each, words);
      if (value != null && !found.add(value)) {
        twice(each);
      }
    }
    return found;
  }

  /** Ids of flows, each once; none when the key is not there. */
  Set<String> flows(Fields fields, String key) {
    return texts(fields, key, FlowReader.ID, FlowReader.ID_EXPECTED);
  }

  /** Texts of a form, each once; none when the key is not there. */
  Set<String> texts(Fields fields, String key, Pattern form, String expected) {
    Set<String> found = new LinkedHashSet<>();
    for (Node each : some(fields, key, expected)) {
      String text = scalars.text(each, form, expected);
      if (!text.isEmpty() && !found.add(text)) {
        twice(each);
      }
    }
    return found;
  }

  private void twice(Node node) {
    reading.wrong(node, Scalars.describe(node) + " is there twice", "each once");
  }

  /** The elements of a list that, if it is there, is not empty. */
  private List<Node> some(Fields fields, String key, String of) {
    Node node = fields.node(key);
    if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
      reading.wrong(node, "'" + key + "' is empty", "at least one of " + of);
    }
    return fields.list(key, "a list of " + of);
  }

  /** A time that sends are remembered for. */
  Duration remembered(Node node) {
    Duration length = scalars.duration(node);
    if (length.compareTo(LONGEST) > 0) {
      reading.wrong(node, Scalars.describe(node) + NOT_REMEMBERED, "at most 30d");
      return LONGEST;
    }
    return length;
  }

  LocalTime time(Node node) {
    String text = scalars.text(node, TIME, "a time of day in quotes, such as \"21:00\"");
    return text.isEmpty() ? LocalTime.MIN : LocalTime.parse(text);
  }

  /** A day of the calendar; null, and told, when it is none. */
  @Nullable LocalDate date(Node node) {
    String text = scalars.text(node, DATE, DATE_EXPECTED);
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      reading.wrong(node, Scalars.describe(node) + " is no day of the calendar", DATE_EXPECTED);
      return null;
    }
  }

  /** Where and when a rule holds. */
  Scope scope(Fields fields, Set<String> regions) {
    Set<String> where = texts(fields, "where", PLACE, PLACE_EXPECTED);
    Node list = fields.node("where");
    if (list instanceof SequenceNode sequence) {
      sequence.getValue().forEach(node -> known(node, regions));
    }
    LocalDate from = fields.find("validFrom", this::date);
    LocalDate to = fields.find("validTo", this::date);
    if (from != null && to != null && to.isBefore(from)) {
      reading.wrong(
          fields.valueNode("validTo"), to + " is before " + from, "a day from validFrom on");
    }
    return new Scope(where, from, to);
  }

  private void known(Node node, Set<String> regions) {
    if (!(Scalars.value(node) instanceof String place) || !PLACE.matcher(place).matches()) {
      return;
    }
    String country = place.substring(0, 2);
    if (!COUNTRIES.contains(country)) {
      reading.wrong(node, "unknown country '" + country + "'", PLACE_EXPECTED);
    } else if (place.length() > 2 && !regions.contains(place)) {
      boolean hasParts = regions.stream().anyMatch(region -> region.startsWith(country + "-"));
      reading.wrong(
          node,
          "nothing tells that a shopper is in '"
              + place
              + "'"
              + Nearest.hint(place, new TreeSet<>(regions)),
          hasParts
              ? "one of the states or provinces of " + country
              : "the country: its parts are not known here");
    }
  }

  Fields element(Node node, String what, List<String> keys) {
    if (node instanceof MappingNode map) {
      return Fields.of(reading, map, what, keys);
    }
    reading.wrong(
        node,
        Scalars.describe(node) + " is not " + what,
        "a map with keys of " + String.join(", ", keys));
    return Fields.none(reading);
  }

  Fields freeMap(Node node, String key, String expected) {
    if (node instanceof MappingNode map) {
      return Fields.any(reading, map, "'" + key + "'");
    }
    reading.wrong(node, "'" + key + "' must be a map", expected);
    return Fields.none(reading);
  }

  /** The two lists one after the other. */
  static <T> List<T> joined(List<T> some, List<T> others) {
    List<T> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }
}
