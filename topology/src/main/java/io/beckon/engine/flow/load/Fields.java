package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The fields of a map. What is wrong is reported to the reading, and something harmless is returned
 * instead, so that reading goes on and finds the other problems too.
 */
final class Fields {

  private final Reading reading;
  private final @Nullable Node owner;
  private final String what;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();

  private Fields(Reading reading, @Nullable Node owner, String what) {
    this.reading = reading;
    this.owner = owner;
    this.what = what;
  }

  /** The fields of a map that may have these keys and no others. */
  static Fields of(Reading reading, MappingNode node, String what, List<String> known) {
    Fields fields = any(reading, node, what);
    fields.keys.forEach(
        (key, at) -> {
          if (!known.contains(key)) {
            reading.wrong(
                at,
                "unknown key '" + key + "'" + Nearest.hint(key, known),
                "one of " + String.join(", ", known));
          }
        });
    return fields;
  }

  /** The fields of a map with keys of the author's choice. */
  static Fields any(Reading reading, MappingNode node, String what) {
    Fields fields = new Fields(reading, node, what);
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        reading.wrong(tuple.getKeyNode(), "a key must be a word", "a key of " + what);
        continue;
      }
      Node first = fields.keys.putIfAbsent(key.getValue(), key);
      if (first != null) {
        reading.wrong(
            key,
            "the key '"
                + key.getValue()
                + "' is there twice, first in line "
                + (first.getStartMark().getLine() + 1),
            "each key once");
      } else {
        fields.values.put(key.getValue(), tuple.getValueNode());
      }
    }
    return fields;
  }

  /** A map that is not there. */
  static Fields none(Reading reading) {
    return new Fields(reading, null, "");
  }

  /** Is there a map at all? */
  boolean present() {
    return owner != null;
  }

  /** The map itself. */
  Optional<Node> owner() {
    return Optional.ofNullable(owner);
  }

  /** Reports something that is wrong with the map as a whole. */
  void fault(String message, String expected) {
    if (owner != null) {
      reading.wrong(owner, message, expected);
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** All values by key, in order. */
  Map<String, Node> all() {
    return values;
  }

  /** The node of a key that is there. */
  Node keyNode(String key) {
    return Objects.requireNonNull(keys.get(key), key);
  }

  /** The node of the value of a key that is there. */
  Node valueNode(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  @Nullable Node node(String key) {
    return values.get(key);
  }

  /** The node of a key that must be there; reports it when it is not. */
  @Nullable Node required(String key, String expected) {
    Node node = values.get(key);
    if (node == null && owner != null) {
      reading.wrong(owner, what + " has no '" + key + "'", key + ": " + expected);
    }
    return node;
  }

  /** Reads a key that must be there. */
  <T> T require(String key, String expected, T fallback, Function<Node, T> read) {
    Node node = required(key, expected);
    return node == null ? fallback : read.apply(node);
  }

  /** Reads a key that may be there. */
  <T> T optional(String key, T fallback, Function<Node, T> read) {
    Node node = values.get(key);
    return node == null ? fallback : read.apply(node);
  }

  /** Reads a key that may be there; null when it is not. */
  <T> @Nullable T find(String key, Function<Node, @Nullable T> read) {
    Node node = values.get(key);
    return node == null ? null : read.apply(node);
  }

  /** The map at a key that may be there. */
  Fields map(String key, List<String> known) {
    Node node = values.get(key);
    if (node == null) {
      return none(reading);
    }
    if (node instanceof MappingNode map) {
      return of(reading, map, "'" + key + "'", known);
    }
    reading.wrong(node, "'" + key + "' must be a map", "keys of " + String.join(", ", known));
    return none(reading);
  }

  /** The elements of the list at a key that may be there. */
  List<Node> list(String key, String expected) {
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode list) {
      return new ArrayList<>(list.getValue());
    }
    reading.wrong(node, "'" + key + "' must be a list", expected);
    return List.of();
  }
}
