package io.beckon.it;

import io.beckon.app.Beckon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code beckon run}, or another command, in a process of its own, which can be killed. */
final class ForkedApplication implements AutoCloseable {

  private final Map<String, String> settings;
  private final Path log;
  private @Nullable Process process;

  ForkedApplication(Shop shop, Path folder) {
    this(shop, folder, shop.config().app().applicationId(), Map.of());
  }

  /** An instance with other settings than the shop's, such as a folder of its own. */
  ForkedApplication(Shop shop, Path folder, String name, Map<String, String> changed) {
    this.settings = new HashMap<>(shop.settings());
    this.settings.putAll(changed);
    this.log = folder.resolve(name + ".log");
  }

  void start() throws IOException {
    start("run");
  }

  /** Starts another command with the shop's settings. */
  void start(String... typed) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Beckon.class.getName()));
    command.addAll(List.of(typed));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    process =
        new ProcessBuilder(command)
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

  /**
   * Tells it to end, as SIGTERM does; fails when it has not within the time.
   *
   * @return its exit code
   */
  int terminate(Duration limit) {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    process.destroy();
    return process.onExit().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join().exitValue();
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
