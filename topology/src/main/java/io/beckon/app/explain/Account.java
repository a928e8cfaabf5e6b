package io.beckon.app.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a shopper.
 *
 * @param state what is remembered, as {@link ShopperJson} writes it; null: not known
 * @param told triggers, decisions and commands, oldest first; those of one time in the order in
 *     which they were written
 */
public record Account(String shopperId, @Nullable ObjectNode state, List<Told> told) {

  private static final JsonMapper MAPPER = new JsonMapper();

  public Account {
    told = told.stream().sorted(Comparator.comparing(Told::at)).toList();
  }

  /** What a record is about. */
  public enum Kind {
    TRIGGER,
    DECISION,
    COMMAND
  }

  /** A record, with the fields that a replay writes. */
  public record Told(Kind kind, JsonNode json) {

    /** When it was decided, ISO-8601 UTC with milliseconds: sorts by time. */
    String at() {
      return json.path("at").asText();
    }
  }

  /** The account in what {@link #json} wrote. */
  public static Account of(ObjectNode json) {
    List<Told> told = new ArrayList<>();
    for (JsonNode line : json.path("told")) {
      told.add(new Told(Kind.valueOf(line.path("kind").asText()), line.path("record")));
    }
    @Nullable ObjectNode state = json.path("state") instanceof ObjectNode found ? found : null;
    return new Account(json.path("shopperId").asText(), state, told);
  }

  /** Is nothing known? */
  public boolean isEmpty() {
    return told.isEmpty() && (state == null || isBare(state));
  }

  private static boolean isBare(ObjectNode state) {
    return !state.has("lastActiveAt")
        && state.path("cart").isNull()
        && state.path("journeys").isEmpty()
        && state.path("consents").isEmpty()
        && state.path("sent").isEmpty();
  }

  /** The flow of each run that is told of, by the run's id. */
  @Nullable String flowOf(String runId) {
    for (Told each : told) {
      if (each.json().path("runId").asText().equals(runId)) {
        return each.json().path("flow").asText();
      }
    }
    return null;
  }

  /** All as one object; each decision also says in words why. */
  public ObjectNode json() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("shopperId", shopperId);
    root.set("state", state);
    List<ObjectNode> lines = new ArrayList<>();
    for (Told each : told) {
      ObjectNode line = MAPPER.createObjectNode();
      line.put("kind", each.kind().name());
      if (each.kind() == Kind.DECISION) {
        line.put("why", DecisionWords.sentence(each.json(), this));
      }
      line.set("record", each.json());
      lines.add(line);
    }
    root.putArray("told").addAll(lines);
    return root;
  }
}
