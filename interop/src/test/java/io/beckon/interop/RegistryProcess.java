package io.beckon.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An Apicurio Registry from its archive, with its schemas in memory, on a free loopback port. It
 * also speaks the REST interface of Confluent's registry.
 */
final class RegistryProcess implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

  private final Process process;
  private final int port;
  private final Path log;
  private final Thread atExit;

  private RegistryProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static RegistryProcess start() {
    int port = freePort();
    Path home = path("beckon.interop.registry");
    try (Stream<Path> files = Files.list(home)) {
      Path runner =
          files
              .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
              .findAny()
              .orElseThrow(() -> new IllegalStateException("No *-runner.jar in " + home));
      Path log =
          Files.createDirectories(path("beckon.interop.logs")).resolve("registry-" + port + ".log");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx384m",
                  "-XX:TieredStopAtLevel=1",
                  "-Dquarkus.http.host=" + LOOPBACK,
                  "-Dquarkus.http.port=" + port,
                  "-jar",
                  runner.toString())
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      RegistryProcess registry = new RegistryProcess(process, port, log);
      registry.awaitReady();
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For Apicurio's serdes. */
  String url() {
    return "http://" + LOOPBACK + ":" + port + "/apis/registry/v3";
  }

  /** For Confluent's serdes, and clients in other languages. */
  String confluentUrl() {
    return "http://" + LOOPBACK + ":" + port + "/apis/ccompat/v7";
  }

  /** What the registry answers to a GET below {@link #confluentUrl()}. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(confluentUrl() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** What it answers when a schema is filed, or a rule is set, below {@link #confluentUrl()}. */
  HttpResponse<String> send(String method, String path, String json)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(confluentUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** A loopback port where nothing listens. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    try {
      while (!isReady()) {
        if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("The registry ended at once; see " + log);
        }
        if (System.nanoTime() > deadline) {
          close();
          throw new IllegalStateException(
              "The registry was not ready within " + READY_WITHIN + "; see " + log);
        }
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/subjects").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends the process and waits for it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private static Path path(String property) {
    return Path.of(
        Objects.requireNonNull(
            System.getProperty(property), property + " is set by the build (mvn verify)"));
  }
}
