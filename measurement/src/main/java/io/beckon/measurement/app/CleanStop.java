package io.beckon.measurement.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Was the application stopped cleanly? A mark beside its state says that it runs. After a kill the
 * state on disk may hold what was never committed, and has to be restored from Kafka in any case.
 *
 * <p>Kafka Streams 4.3 notices that too, but while it opens the stores at its start; of a store of
 * windows it then leaves segments open, cannot open them again ("lock hold by current process"),
 * and its threads die until the process ends. So it is not shown such a state.
 */
final class CleanStop {

  private final Path mark;

  /** Of the application that keeps its state in a folder of its name below {@code stateDir}. */
  CleanStop(Path stateDir, String applicationId) {
    this.mark = stateDir.resolve(applicationId + ".running");
  }

  /** True when it was killed the last time; it runs from now on. */
  boolean begin() {
    try {
      if (Files.exists(mark)) {
        return true;
      }
      Files.createDirectories(mark.toAbsolutePath().getParent());
      Files.createFile(mark);
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder can't be written to", e);
    }
  }

  /** It has stopped, and its state is what it has committed. */
  void end() {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder can't be written to", e);
    }
  }
}
