package io.beckon.measurement.report.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beckon.app.CommandFailedException;
import io.beckon.app.replay.OutcomeJson;
import io.beckon.measurement.report.figures.Stories;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The outcomes that a replay wrote. */
public final class OutcomeFolder {

  private static final String FILE = "outcomes.ndjson";
  private static final JsonMapper MAPPER = new JsonMapper();

  private OutcomeFolder() {}

  /**
   * Reads the folder of a replay, or of the demo.
   *
   * @param lateness how late something may be told and still count at its own time
   * @throws CommandFailedException when it holds none, or a line is none
   */
  public static Stories read(Path folder, Duration lateness) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw CommandFailedException.badInput(
          "there is no " + file + ": give the folder that 'beckon replay --out' wrote", null);
    }
    Stories stories = new Stories(lateness);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          stories.tell(OutcomeJson.read(MAPPER.readTree(line)));
        } catch (IllegalArgumentException | JsonProcessingException e) {
          throw CommandFailedException.badInput(
              file + ", line " + number + " is no outcome: " + e.getMessage(), e);
        }
      }
    }
    return stories;
  }
}
