package io.beckon.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A temporary directory and the processes that work in it; both are gone when it is closed, or when
 * this process is asked to stop.
 */
final class Workshop implements AutoCloseable {

  private final Path directory;
  private final boolean keep;
  private final List<JavaProcess> processes = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::stop, "bench-stop");

  Workshop(boolean keep) {
    this.keep = keep;
    try {
      this.directory = Files.createTempDirectory("beckon-bench-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary directory", e);
    }
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Path directory() {
    return directory;
  }

  JavaProcess start(
      String name,
      List<String> jvmOptions,
      String classPath,
      String mainClass,
      List<String> arguments) {
    JavaProcess process =
        JavaProcess.start(name, jvmOptions, classPath, mainClass, arguments, directory);
    processes.add(process);
    return process;
  }

  void end(JavaProcess process) {
    process.close();
    processes.remove(process);
  }

  /** Deletes a directory below this one. */
  void discard(Path below) {
    if (!keep) {
      delete(below);
    }
  }

  private void stop() {
    processes.forEach(JavaProcess::kill);
    processes.forEach(JavaProcess::close);
    discard(directory);
  }

  @Override
  public void close() {
    processes.forEach(this::end);
    discard(directory);
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("Cannot delete all of " + directory + ": " + e.getMessage());
    }
  }
}
