package io.beckon.app.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a replay wrote of a shopper. */
public final class ReplayedAccount {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ReplayedAccount() {}

  /**
   * Reads the folder of a replay.
   *
   * @param withContacts keep names, addresses and attributes, if the replay wrote them
   * @throws NoSuchFileException when it holds no replay
   */
  public static Account read(Path folder, String shopperId, boolean withContacts)
      throws IOException {
    if (!Files.exists(folder.resolve("decisions.ndjson"))) {
      throw new NoSuchFileException(folder.resolve("decisions.ndjson").toString());
    }
    List<Account.Told> told = new ArrayList<>();
    add(told, folder, "triggers.ndjson", Account.Kind.TRIGGER, shopperId);
    add(told, folder, "decisions.ndjson", Account.Kind.DECISION, shopperId);
    add(told, folder, "commands.ndjson", Account.Kind.COMMAND, shopperId);
    List<JsonNode> states = lines(folder.resolve("shoppers.ndjson"), shopperId);
    @Nullable ObjectNode state =
        states.isEmpty() || !(states.get(0) instanceof ObjectNode found) ? null : found;
    if (!withContacts) {
      if (state != null) {
        state.remove(List.of("contact", "attributes"));
      }
      told.forEach(each -> withoutContacts(each.json()));
    }
    return new Account(shopperId, state, told);
  }

  /** What a command carries for its template may repeat a name. */
  private static void withoutContacts(JsonNode json) {
    if (json instanceof ObjectNode record) {
      record.remove(List.of("recipient", "data", "deepLink"));
    }
  }

  private static void add(
      List<Account.Told> told, Path folder, String file, Account.Kind kind, String shopperId)
      throws IOException {
    for (JsonNode json : lines(folder.resolve(file), shopperId)) {
      told.add(new Account.Told(kind, json));
    }
  }

  private static List<JsonNode> lines(Path file, String shopperId) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    if (!Files.exists(file)) {
      return found;
    }
    String quoted = MAPPER.writeValueAsString(shopperId);
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        // Most lines are about others: they are not parsed.
        if (line.contains(quoted)) {
          JsonNode json = MAPPER.readTree(line);
          if (json.path("shopperId").asText().equals(shopperId)) {
            found.add(json);
          }
        }
      }
    }
    return found;
  }
}
