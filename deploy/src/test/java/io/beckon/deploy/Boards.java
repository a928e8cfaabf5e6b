package io.beckon.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The dashboards, and what their panels ask Prometheus. */
final class Boards {

  private static final Path FOLDER = Project.DEPLOY.resolve("grafana/dashboards");

  private Boards() {}

  static Stream<Path> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path named(String name) {
    return FOLDER.resolve(name + ".json");
  }

  static String name(Path board) {
    return board.getFileName().toString().replace(".json", "");
  }

  static JsonNode json(Path board) {
    try {
      return Project.JSON.readTree(Project.text(board));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By panel; those of its annotations, too. */
  static Map<String, String> expressions(Path board) {
    JsonNode json = json(board);
    Map<String, String> expressions = new LinkedHashMap<>();
    for (JsonNode panel : json.get("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String id =
            name(board) + "/" + panel.get("title").asText() + "/" + target.get("refId").asText();
        expressions.put(id + panel.get("id").asInt(), target.get("expr").asText());
      }
    }
    json.at("/annotations/list")
        .forEach(
            a -> expressions.put("annotation " + a.get("name").asText(), a.get("expr").asText()));
    return expressions;
  }

  /** What Grafana asks when a job is chosen. */
  static String plain(String expression, String job) {
    return expression
        .replace("$__rate_interval", "2m")
        .replace("$job", job)
        .replace("$instance", ".*");
  }
}
