package io.beckon.measurement.report.command;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.MeasureConfig;
import io.beckon.app.replay.OutcomeJson;
import io.beckon.measurement.app.JsonLines;
import io.beckon.measurement.core.Audience;
import io.beckon.measurement.core.Decided;
import io.beckon.measurement.report.figures.Stories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a replay wrote. */
final class OutcomeFolder {

  private OutcomeFolder() {}

  /**
   * Reads {@code outcomes.ndjson}.
   *
   * @param measure how late something may be told and still count at its own time
   * @throws CommandFailedException when there is none, or a line is none
   */
  static Stories outcomes(Path folder, MeasureConfig measure) throws IOException {
    Path file = folder.resolve("outcomes.ndjson");
    if (!Files.isRegularFile(file)) {
      throw CommandFailedException.badInput(
          "there is no " + file + ": give the folder that 'beckon replay --out' wrote", null);
    }
    Stories stories = new Stories(measure);
    JsonLines.read(file, "outcome", line -> stories.tell(OutcomeJson.read(line)));
    return stories;
  }

  /**
   * Reads {@code decisions.ndjson}; null when there is none.
   *
   * @throws CommandFailedException when a line is none
   */
  static @Nullable Audience decisions(Path folder) throws IOException {
    Path file = folder.resolve("decisions.ndjson");
    return Files.isRegularFile(file) ? audience(file) : null;
  }

  /**
   * Reads a file of decisions.
   *
   * @throws CommandFailedException when it is not there, or a line is none
   */
  static Audience audience(Path file) throws IOException {
    Audience audience = new Audience();
    JsonLines.read(file, "decision", line -> audience.add(Decided.of(line)));
    return audience;
  }
}
