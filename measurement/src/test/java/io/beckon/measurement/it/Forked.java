package io.beckon.measurement.it;

import io.beckon.measurement.MeasurementMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A command in a process of its own, which can be killed. */
final class Forked implements AutoCloseable {

  private final String command;
  private final Map<String, String> settings;
  private final Path log;
  private @Nullable Process process;

  Forked(String command, Map<String, String> settings, Path log) {
    this.command = command;
    this.settings = Map.copyOf(settings);
    this.log = log;
  }

  void start() throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MeasurementMain.class.getName(),
                command));
    settings.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
    process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Kills it as kill -9 does. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  /** Tells it to end, as SIGTERM does, and waits until it has; its exit code. */
  int terminate() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    process.destroy();
    return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue();
  }

  /** What it has said. */
  String log() {
    try {
      return System.lineSeparator() + Files.readString(log);
    } catch (IOException e) {
      return " (it has said nothing)";
    }
  }

  @Override
  public void close() {
    kill();
  }
}
