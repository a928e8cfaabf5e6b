package io.beckon.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One file for each run, so that a series can be split and runs add up. */
public final class RunFiles {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RunFiles() {}

  /** Writes a run beside those before it in a folder that is there: NAME-1.json, NAME-2.json. */
  public static Path write(Path folder, String name, JsonNode run) throws IOException {
    int number = 1;
    while (Files.exists(folder.resolve(name + "-" + number + ".json"))) {
      number++;
    }
    Path file = folder.resolve(name + "-" + number + ".json");
    JSON.writeValue(file.toFile(), run);
    return file;
  }

  /** Reads all runs of a kind, in the order of their files' names. */
  public static List<JsonNode> read(Path folder, String kind) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> name(file).matches(kind + "-.*\\.json")).sorted().toList();
    }
    List<JsonNode> runs = new ArrayList<>();
    for (Path file : files) {
      JsonNode run = JSON.readTree(file.toFile());
      if (run.path("kind").asText().equals(kind)) {
        runs.add(run);
      }
    }
    return runs;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
