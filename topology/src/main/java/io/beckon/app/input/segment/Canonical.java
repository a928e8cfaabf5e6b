package io.beckon.app.input.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** The content of a call as one text: the same for the same content, whatever the order of keys. */
final class Canonical {

  /** What a retry of the same call may change. */
  private static final Set<String> DELIVERY =
      Set.of("sentAt", "receivedAt", "writeKey", "_metadata");

  private Canonical() {}

  static String text(JsonNode call) {
    StringBuilder out = new StringBuilder();
    write(call, out, DELIVERY);
    return out.toString();
  }

  private static void write(JsonNode node, StringBuilder out, Set<String> without) {
    if (node.isObject()) {
      Set<String> names = new TreeSet<>();
      node.fieldNames().forEachRemaining(names::add);
      names.removeAll(without);
      out.append('{');
      for (String name : names) {
        out.append(name.length()).append(':').append(name).append('=');
        write(node.path(name), out, Set.of());
      }
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      node.forEach(element -> write(element, out, Set.of()));
      out.append(']');
    } else {
      out.append(node).append(',');
    }
  }
}
