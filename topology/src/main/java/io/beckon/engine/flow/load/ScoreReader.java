package io.beckon.engine.flow.load;

import io.beckon.engine.flow.StandingCondition;
import io.beckon.engine.score.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a score: what counts, how it melts, and which numbers somebody waits for. */
final class ScoreReader {

  static final List<String> KEYS =
      List.of("score", "title", "description", "halfLife", "fit", "behaviour", "thresholds");
  static final List<String> FIT_KEYS = List.of("name", "when", "points");
  static final List<String> BEHAVIOUR_KEYS =
      List.of("name", "on", "where", "points", "max", "every");
  static final List<String> THRESHOLD_KEYS = List.of("name", "points");

  /** What a shopper has points for is kept with each of them. */
  static final int MAX_RULES = 30;

  private static final int MOST = Score.MAX_POINTS;

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;
  private final EventNameReader events;

  ScoreReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
    this.events = new EventNameReader(reading);
  }

  /** Reads it; what it returns is worth nothing when the reading has problems. */
  Score read(Fields root, int version, String hash) {
    String id = root.require("score", "<id of the score>", "", this::id);
    String title = root.require("title", "<what people call it>", "", scalars::text);
    String description = root.find("description", scalars::text);
    Duration halfLife = root.find("halfLife", scalars::duration);
    if (!root.has("fit") && !root.has("behaviour")) {
      root.fault("a score counts nothing", "'fit' or 'behaviour'");
    }
    Parts fitNames = new Parts(reading, Set.of());
    List<Score.Fit> fit = list(root, "fit", FIT_KEYS, each -> fit(each, fitNames));
    Parts names = new Parts(reading, Set.of());
    List<Score.Behaviour> behaviour =
        list(root, "behaviour", BEHAVIOUR_KEYS, each -> behaviour(each, names));
    Parts thresholdNames = new Parts(reading, Set.of());
    List<Score.Threshold> thresholds =
        list(
            root,
            "thresholds",
            THRESHOLD_KEYS,
            each -> new Score.Threshold(thresholdNames.name(each), points(each, 1)));
    return new Score(id, version, hash, title, description, halfLife, fit, behaviour, thresholds);
  }

  private <V> List<V> list(
      Fields root, String key, List<String> keys, Function<Fields, @Nullable V> read) {
    Parts parts = new Parts(reading, Set.of());
    List<V> values = new ArrayList<>();
    List<Node> nodes = root.list(key, "a list of maps with " + String.join(", ", keys));
    if (nodes.size() > MAX_RULES) {
      reading.wrong(
          root.valueNode(key), "'" + key + "' has " + nodes.size() + " rules", "at most 30");
    }
    for (Node node : nodes) {
      Fields fields = parts.element(node, "a rule of '" + key + "'", keys);
      V value = fields.present() ? read.apply(fields) : null;
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private Score.@Nullable Fit fit(Fields rule, Parts names) {
    String name = names.name(rule);
    int points = points(rule, -MOST);
    rule.required("when", "a condition, for example shopper.country == \"DE\"");
    StandingCondition when = rule.find("when", located::standing);
    if (when != null && when.asks(StandingCondition.ALL & ~StandingCondition.PROFILE)) {
      reading.wrong(
          rule.valueNode("when"),
          "who fits does not change with the cart, the history, activity or time",
          "a condition over shopper., for example shopper.country == \"DE\"");
    }
    return when == null ? null : new Score.Fit(name, when, points);
  }

  private Score.Behaviour behaviour(Fields rule, Parts names) {
    return new Score.Behaviour(
        names.name(rule),
        events(rule, "on"),
        rule.find("where", located::conditionOnEvent),
        points(rule, 1),
        rule.optional("max", MOST, node -> (int) scalars.whole(node, 1, MOST)),
        rule.find("every", scalars::duration));
  }

  /** A name of an event, or a list of them. */
  private List<String> events(Fields rule, String key) {
    Node node = rule.required(key, "<name of an event>");
    if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      return list.getValue().stream().map(events::name).toList();
    }
    return node == null ? List.of() : List.of(events.name(node));
  }

  private int points(Fields rule, int least) {
    return rule.require("points", "<how many>", 1, node -> (int) scalars.whole(node, least, MOST));
  }

  private String id(Node node) {
    return scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED);
  }
}
