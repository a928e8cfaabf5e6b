package io.beckon.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes one instance of each job, each second. */
final class PrometheusServer implements AutoCloseable {

  private static final long WITHIN_NANOS = 90_000_000_000L;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private PrometheusServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it; the test is left out where Prometheus is not installed.
   *
   * @param jobs port of the instance, by name of the job
   * @param rules file of alerts
   */
  static PrometheusServer start(Path folder, Map<String, Integer> jobs, Path rules)
      throws IOException {
    Path server = Promtool.prometheus();
    int port = freePort();
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ['%s']
            scrape_configs:
            """
                    .formatted(rules)
                + jobs.entrySet().stream()
                    .map(job -> scraped(job.getKey(), job.getValue()))
                    .collect(Collectors.joining()));
    return new PrometheusServer(
        new ProcessBuilder(
                server.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start(),
        port);
  }

  private static String scraped(String job, int port) {
    return """
      - job_name: %s
        metrics_path: /metrics
        static_configs: [{targets: ['127.0.0.1:%d']}]
    """
        .formatted(job, port);
  }

  /** Names of the alerts that fire now. */
  Set<String> firing() {
    return alerts("ALERTS{alertstate=\"firing\"}");
  }

  /** Names of the alerts that fired at any time within so many minutes. */
  Set<String> fired(int minutes) {
    return alerts("max_over_time(ALERTS{alertstate=\"firing\"}[%dm])".formatted(minutes));
  }

  private Set<String> alerts(String expression) {
    Set<String> alerts = new TreeSet<>();
    query(expression).forEach(alert -> alerts.add(alert.at("/metric/alertname").asText()));
    return alerts;
  }

  /** The alerts that fire now, with labels and annotations. */
  List<JsonNode> firingAlerts() {
    List<JsonNode> firing = new ArrayList<>();
    for (JsonNode alert : get("/api/v1/alerts").at("/data/alerts")) {
      if (alert.get("state").asText().equals("firing")) {
        firing.add(alert);
      }
    }
    return firing;
  }

  /** Names of all metrics. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    get("/api/v1/label/__name__/values").get("data").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** Rules that can't be evaluated, with the reason. */
  Set<String> faultyRules() {
    Set<String> faulty = new TreeSet<>();
    for (JsonNode group : get("/api/v1/rules").at("/data/groups")) {
      for (JsonNode rule : group.get("rules")) {
        if (rule.get("health").asText().equals("err")) {
          faulty.add(rule.get("name").asText() + ": " + rule.get("lastError").asText());
        }
      }
    }
    return faulty;
  }

  JsonNode query(String expression) {
    return get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8)).at("/data/result");
  }

  /** The answer; an empty object while the server is not ready. */
  private JsonNode get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      return Project.JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return Project.JSON.createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    await(condition, () -> "it does not happen");
  }

  static void await(BooleanSupplier condition, Supplier<String> otherwise)
      throws InterruptedException {
    long end = System.nanoTime() + WITHIN_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(otherwise.get());
      }
      Thread.sleep(200);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
