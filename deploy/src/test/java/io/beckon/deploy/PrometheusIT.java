package io.beckon.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.beckon.app.run.InstanceDoor;
import io.beckon.app.topics.TopicSetup;
import io.beckon.broker.EmbeddedBroker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the real application, and a fault fires its alert and no other. */
@Timeout(180)
class PrometheusIT {

  private static final long WITHIN_NANOS = 90_000_000_000L;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void shouldSeeAFaultOfARunningApplication() throws Exception {
    Path server = Promtool.prometheus();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      BeckonConfig config =
          BeckonConfig.of(
              Map.of(
                  "kafka.bootstrap.servers", broker.bootstrapServers(),
                  "topics.partitions", "2",
                  "topics.replication.factor", "1",
                  "state.dir", folder.resolve("state").toString(),
                  "rocksdb.memory", "32MiB",
                  "http.host", "127.0.0.1",
                  "http.port", "0"));
      try (Admin admin = Admin.create(config.kafka().adminProperties())) {
        TopicSetup.create(config, admin);
      }
      PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      try (Application application =
              Application.create(
                  config, RuleFiles.readyMade().policy(), meters, System::currentTimeMillis);
          var door =
              InstanceDoor.open(config, application, null, meters, System::currentTimeMillis)) {
        application.start();
        int port = freePort();
        Process prometheus = start(server, door.port(), port);
        try {
          shouldSeeAFault(config, port);
        } finally {
          prometheus.destroy();
          prometheus.waitFor();
        }
      }
    }
  }

  private void shouldSeeAFault(BeckonConfig config, int port) throws Exception {
    await(() -> query(port, "kafka_stream_client_state{job=\"beckon\"} == 2").size() == 1);
    assertThat(names(port))
        .contains(
            "beckon_running_partitions",
            "beckon_log_behind_seconds",
            "beckon_restore_remaining_records",
            "kafka_stream_failed_stream_threads_total",
            "kafka_stream_thread_commit_latency_max");
    assertThat(faultyRules(port)).isEmpty();
    assertThat(firing(port)).isEmpty();

    appendTombstone(config);

    await(() -> firing(port).contains("BeckonDeadLetters"));
    assertThat(firing(port)).containsExactly("BeckonDeadLetters");
    assertThat(query(port, "ALERTS{alertstate=\"firing\"}").get(0).at("/metric/reason").asText())
        .isEqualTo("TOMBSTONE");
  }

  private static void appendTombstone(BeckonConfig config) throws Exception {
    try (Producer<String, String> producer =
        new KafkaProducer<>(
            config.kafka().producerProperties(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(config.topics().shopperEvents(), "ann", null)).get();
    }
  }

  private Process start(Path server, int scraped, int port) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ['%s']
            scrape_configs:
              - job_name: beckon
                metrics_path: /metrics
                static_configs: [{targets: ['127.0.0.1:%d']}]
            """
                .formatted(HelmCharts.CHART.resolve("rules/beckon.rules.yaml"), scraped));
    return new ProcessBuilder(
            server.toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
  }

  private static Set<String> firing(int port) {
    Set<String> alerts = new TreeSet<>();
    query(port, "ALERTS{alertstate=\"firing\"}")
        .forEach(alert -> alerts.add(alert.at("/metric/alertname").asText()));
    return alerts;
  }

  private static Set<String> names(int port) {
    Set<String> names = new TreeSet<>();
    get(port, "/api/v1/label/__name__/values")
        .get("data")
        .forEach(name -> names.add(name.asText()));
    return names;
  }

  private static Set<String> faultyRules(int port) {
    Set<String> faulty = new TreeSet<>();
    for (JsonNode group : get(port, "/api/v1/rules").at("/data/groups")) {
      for (JsonNode rule : group.get("rules")) {
        if (rule.get("health").asText().equals("err")) {
          faulty.add(rule.get("name").asText() + ": " + rule.get("lastError").asText());
        }
      }
    }
    return faulty;
  }

  private static JsonNode query(int port, String expression) {
    return get(port, "/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8))
        .at("/data/result");
  }

  /** The answer; an empty object while the server is not ready. */
  private static JsonNode get(int port, String path) {
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

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + WITHIN_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("it does not happen");
      }
      Thread.sleep(200);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
