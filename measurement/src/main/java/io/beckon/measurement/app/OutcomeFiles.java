package io.beckon.measurement.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.input.BadInputException;
import io.beckon.app.replay.OutcomeJson;
import io.beckon.contract.OutcomeEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Files of outcomes, as a replay writes them: one JSON object a line, also as .gz. */
public final class OutcomeFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OutcomeFiles() {}

  /**
   * Reads a file wholly, in order.
   *
   * @throws BadInputException if it is missing, or a line is no outcome
   */
  public static void read(Path path, Consumer<OutcomeEvent> outcomes) throws IOException {
    if (!Files.isReadable(path)) {
      throw new BadInputException(path + " can't be read: is it there?", null);
    }
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          outcomes.accept(outcome(line, path, number));
        }
      }
    }
  }

  private static OutcomeEvent outcome(String line, Path path, int number) {
    try {
      return OutcomeJson.read(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new BadInputException(path + ", line " + number + " is no JSON", e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          path + ", line " + number + " is no outcome: " + e.getMessage(), e);
    }
  }
}
