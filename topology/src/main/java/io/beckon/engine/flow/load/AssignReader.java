package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads steps that change what is known of the shopper. */
final class AssignReader {

  /** Keys of a set. */
  static final List<String> KEYS =
      List.of("id", "attributes", "addTags", "removeTags", "score", "stage");

  private static final int MOST_POINTS = 1_000;

  private static final Pattern TAG = Pattern.compile("\\S(.{0,62}\\S)?");

  private final Reading reading;
  private final Scalars scalars;
  private final StepIds ids;
  private final DataReader values;

  AssignReader(Reading reading, StepIds ids, DataReader values) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.ids = ids;
    this.values = values;
  }

  Step read(Fields set, String derivedId) {
    if (KEYS.stream().skip(1).noneMatch(set::has)) {
      set.fault("the set sets nothing", "attributes, addTags, removeTags, score or stage");
    }
    return new Step.Assign(
        ids.optional(set, derivedId, "set"),
        set.optional("attributes", Map.of(), node -> values.values(node, "'attributes'")),
        tags(set, "addTags"),
        tags(set, "removeTags"),
        byId(set, "score", "points by score, for example {lead: 20}", this::points),
        byId(set, "stage", "stages by ladder, for example {lead: qualified}", this::stage));
  }

  private <V> Map<String, V> byId(
      Fields set, String key, String expected, Function<Node, V> value) {
    Map<String, V> values = new LinkedHashMap<>();
    Node node = set.node(key);
    if (node instanceof MappingNode map) {
      Fields fields = Fields.any(reading, map, "'" + key + "'");
      fields.all().forEach((id, each) -> values.put(id, value.apply(each)));
    } else if (node != null) {
      reading.wrong(node, "'" + key + "' must be a map", expected);
    }
    return values;
  }

  private int points(Node node) {
    return (int) scalars.whole(node, 1, MOST_POINTS);
  }

  private String stage(Node node) {
    return scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED);
  }

  private List<String> tags(Fields set, String key) {
    List<String> tags = new ArrayList<>();
    for (Node node : set.list(key, "tags, for example [vip]")) {
      tags.add(scalars.text(node, TAG, "text of at most 64 characters"));
    }
    return tags;
  }
}
