package io.beckon.app.audit;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value in a file, and where it stands.
 *
 * @param path the keys that lead to it, without the numbers of lists: {@code trigger.event}
 * @param line from 1
 * @param around the maps it stands in, the innermost first
 */
record Scalar(String path, String value, int line, List<MappingNode> around) {

  /** All values of a valid file, in its order. */
  static List<Scalar> of(String yaml) {
    List<Scalar> found = new ArrayList<>();
    Node root = new Yaml().compose(new StringReader(yaml));
    if (root != null) {
      collect(root, "", List.of(), found);
    }
    return found;
  }

  private static void collect(
      Node node, String path, List<MappingNode> around, List<Scalar> found) {
    if (node instanceof ScalarNode scalar) {
      found.add(new Scalar(path, scalar.getValue(), scalar.getStartMark().getLine() + 1, around));
    } else if (node instanceof SequenceNode list) {
      list.getValue().forEach(each -> collect(each, path, around, found));
    } else if (node instanceof MappingNode map) {
      List<MappingNode> inner = new ArrayList<>();
      inner.add(map);
      inner.addAll(around);
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
          collect(tuple.getValueNode(), below, inner, found);
        }
      }
    }
  }

  /** The last key that leads to it. */
  String key() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Is it prose that people read? */
  boolean isProse() {
    return path.equals("title") || path.equals("description");
  }

  /** The texts at a key of the nearest map around that has it; empty when none has. */
  List<String> nearest(String key) {
    for (MappingNode map : around) {
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return texts(tuple.getValueNode());
        }
      }
    }
    return List.of();
  }

  private static List<String> texts(Node node) {
    if (node instanceof ScalarNode scalar) {
      return List.of(scalar.getValue());
    }
    List<String> texts = new ArrayList<>();
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(each -> texts.addAll(texts(each)));
    }
    return texts;
  }
}
