package io.beckon.app.commands;

import static io.beckon.app.Typed.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beckon.app.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where {@code beckon replay} is typed: a folder with files, and what it wrote there. */
record ReplayDesk(Path folder) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Somebody known, who leaves a cart. */
  static final String ANN =
      """
      {"type":"identify","userId":"ann","messageId":"m1","timestamp":"2026-01-05T10:00:00Z",\
      "traits":{"email":"ann@example.com","consent":{"email":"granted"}}}
      {"type":"track","event":"Product Added","userId":"ann","messageId":"m2",\
      "timestamp":"2026-01-05T10:00:10Z","properties":{"product_id":"shoes","price":25}}
      """;

  /** Types it. */
  Typed replay(String out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("replay"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--out", folder.resolve(out).toString()));
    return type(arguments.toArray(String[]::new));
  }

  /** Puts a file there. */
  Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  /** The lines that it wrote to a file. */
  List<JsonNode> rows(String out, String file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(out).resolve(file))) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }
}
