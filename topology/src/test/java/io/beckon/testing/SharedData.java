package io.beckon.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recorded data that lies beside the repository, in {@code ../shared/data} seen from its root (or
 * where the system property {@code beckon.shared} says). A test that needs it is skipped, and says
 * so, where it is not.
 */
public final class SharedData {

  private SharedData() {}

  /** A file or directory within the data. */
  public static Path at(String name) {
    String given = System.getProperty("beckon.shared");
    Path shared = given != null ? Path.of(given) : root().resolveSibling("shared");
    Path path = shared.resolve("data").resolve(name);
    assumeTrue(Files.exists(path), () -> "skipped: there is no ../shared/data/" + name);
    return path;
  }

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    for (Path at = directory; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("schemas/pom.xml"))) {
        return at;
      }
    }
    return directory;
  }
}
