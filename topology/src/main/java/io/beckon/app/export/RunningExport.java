package io.beckon.app.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Everything that a running application keeps of a person: of the id that everything is kept under
 * now, and what was told under the earlier ones.
 */
public final class RunningExport {

  /** More pointers one after another do not exist; a circle of them would be a fault. */
  private static final int POINTERS = 20;

  private static final List<String> TOLD = List.of("triggers", "commands", "decisions");
  private static final JsonMapper MAPPER = new JsonMapper();

  private RunningExport() {}

  /**
   * The export, with the fields of an export from recorded events, and {@code from}: how far it can
   * be relied upon.
   *
   * @param shopper any id of theirs
   * @param instance gives what is kept under one id
   */
  public static Map<String, Object> of(String shopper, Function<String, ObjectNode> instance) {
    Map<String, ObjectNode> parts = new LinkedHashMap<>();
    String id = shopper;
    ObjectNode last = part(parts, id, instance);
    while (last.has("movedTo") && parts.size() < POINTERS) {
      String next = last.path("movedTo").asText();
      if (parts.containsKey(next)) {
        break;
      }
      id = next;
      last = part(parts, id, instance);
    }
    for (JsonNode merged : last.path("merged")) {
      part(parts, merged.asText(), instance);
    }
    Set<String> ids = new TreeSet<>(parts.keySet());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("shopper", id);
    all.put("ids", ids);
    all.put("kept", last.path("kept"));
    for (String what : TOLD) {
      List<JsonNode> lines = new ArrayList<>();
      parts.values().forEach(part -> part.path(what).forEach(lines::add));
      lines.sort(Comparator.comparing(line -> line.path("at").asText()));
      all.put(what, lines);
    }
    ObjectNode from = MAPPER.createObjectNode();
    parts.forEach((each, part) -> from.set(each, part.path("from")));
    all.put("from", from);
    List<JsonNode> unreadable = new ArrayList<>();
    parts.values().forEach(part -> part.path("unreadable").forEach(unreadable::add));
    if (!unreadable.isEmpty()) {
      all.put("unreadable", unreadable);
    }
    return all;
  }

  private static ObjectNode part(
      Map<String, ObjectNode> parts, String id, Function<String, ObjectNode> instance) {
    ObjectNode known = parts.get(id);
    if (known == null) {
      known = instance.apply(id);
      parts.put(id, known);
    }
    return known;
  }
}
