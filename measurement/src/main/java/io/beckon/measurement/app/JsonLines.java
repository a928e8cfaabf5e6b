package io.beckon.measurement.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.CommandFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Files that a replay writes: one JSON object a line, also as .gz. */
public final class JsonLines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLines() {}

  /**
   * Reads a file wholly, in order.
   *
   * @param what a line is: outcome
   * @param lines throws IllegalArgumentException when a line is something else
   * @throws CommandFailedException if the file is missing, or a line is something else
   */
  public static void read(Path path, String what, Consumer<JsonNode> lines) throws IOException {
    if (!Files.isReadable(path)) {
      throw CommandFailedException.badInput(path + " can't be read: is it there?", null);
    }
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(line, path, number, what, lines);
        }
      }
    }
  }

  private static void read(
      String line, Path path, int number, String what, Consumer<JsonNode> lines) {
    String where = path + ", line " + number;
    try {
      lines.accept(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw CommandFailedException.badInput(where + " is no JSON", e);
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.badInput(where + " is no " + what + ": " + e.getMessage(), e);
    }
  }
}
