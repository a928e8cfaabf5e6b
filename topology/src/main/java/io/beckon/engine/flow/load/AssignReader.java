package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads steps that change what is known of the shopper. */
final class AssignReader {

  /** Keys of a set. */
  static final List<String> KEYS = List.of("id", "attributes", "addTags", "removeTags");

  private static final Pattern TAG = Pattern.compile("\\S(.{0,62}\\S)?");

  private final Scalars scalars;
  private final StepIds ids;
  private final DataReader values;

  AssignReader(Reading reading, StepIds ids, DataReader values) {
    this.scalars = new Scalars(reading);
    this.ids = ids;
    this.values = values;
  }

  Step read(Fields set, String derivedId) {
    if (!set.has("attributes") && !set.has("addTags") && !set.has("removeTags")) {
      set.fault("the set sets nothing", "attributes, addTags or removeTags");
    }
    return new Step.Assign(
        ids.optional(set, derivedId, "set"),
        set.optional("attributes", Map.of(), node -> values.values(node, "'attributes'")),
        tags(set, "addTags"),
        tags(set, "removeTags"));
  }

  private List<String> tags(Fields set, String key) {
    List<String> tags = new ArrayList<>();
    for (Node node : set.list(key, "tags, for example [vip]")) {
      tags.add(scalars.text(node, TAG, "text of at most 64 characters"));
    }
    return tags;
  }
}
