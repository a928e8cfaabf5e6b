package io.beckon.demo.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One temporary directory for all that is written; gone when closed. */
final class Directory implements AutoCloseable {

  private static final int ATTEMPTS = 3;

  private final Path path;

  Directory() {
    try {
      path = Files.createTempDirectory("beckon-demo-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary directory", e);
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** Deletes it, again when somebody was still removing files of their own. */
  @Override
  public void close() {
    for (int attempt = 1; ; attempt++) {
      try {
        delete();
        return;
      } catch (NoSuchFileException | java.nio.file.DirectoryNotEmptyException e) {
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException("Cannot delete " + path, e);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + path, e);
      }
    }
  }

  private void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
