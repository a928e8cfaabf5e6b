package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.beckon.app.run.InstanceDoor;
import io.beckon.app.topics.TopicSetup;
import io.beckon.broker.EmbeddedBroker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the real application, and a fault fires its alert and no other. */
@Timeout(300)
class PrometheusIT {

  private static final Path RULES = HelmCharts.CHART.resolve("rules/beckon.rules.yaml");
  private static final String BUSINESS = "- name: beckon.business";

  /** Of the hasty week of {@link #hasty}: what alerts compare with is so long ago. */
  private static final int WEEK_SECONDS = 25;

  private static final int WINDOW_SECONDS = 8;

  @TempDir private Path folder;

  /** What is done while all runs. */
  private interface Run {
    void with(BeckonConfig config, PrometheusServer prometheus) throws Exception;
  }

  @Test
  void shouldSeeAFaultOfARunningApplication() throws Exception {
    run(
        RULES,
        (config, prometheus) -> {
          assertThat(prometheus.names())
              .contains(
                  "beckon_running_partitions",
                  "beckon_log_behind_seconds",
                  "beckon_restore_remaining_records",
                  "beckon_live_carts",
                  "beckon_flow_runs",
                  "beckon_queue_sends",
                  "beckon_queue_oldest_age_seconds",
                  "beckon_timers_oldest_overdue_seconds",
                  "beckon_state_bytes",
                  "kafka_stream_failed_stream_threads_total",
                  "kafka_stream_thread_commit_latency_max");
          assertThat(prometheus.faultyRules()).isEmpty();
          assertThat(prometheus.firing()).isEmpty();

          appendTombstone(config);

          PrometheusServer.await(() -> prometheus.firing().contains("BeckonDeadLetters"));
          assertThat(prometheus.firing()).containsExactly("BeckonDeadLetters");
          assertThat(
                  prometheus
                      .query("ALERTS{alertstate=\"firing\"}")
                      .get(0)
                      .at("/metric/reason")
                      .asText())
              .isEqualTo("TOMBSTONE");
        });
  }

  /**
   * The alerts of the business look back a week, and wait for a quarter of an hour: here a week is
   * {@value #WEEK_SECONDS} seconds, and each window {@value #WINDOW_SECONDS}. All else is as it is.
   */
  @Test
  void shouldSeeWhichPartOfAShopFails() throws Exception {
    run(
        hasty(),
        (config, prometheus) -> {
          try (Trade trade = new Trade(config)) {
            TimeUnit.SECONDS.sleep(WEEK_SECONDS + 2 * WINDOW_SECONDS);
            assertThat(prometheus.faultyRules()).isEmpty();
            assertThat(prometheus.fired(2)).isEmpty();

            trade.paypalFails = true;
            PrometheusServer.await(() -> !prometheus.firing().isEmpty());
            assertThat(prometheus.firing()).containsExactly("BeckonPaymentsFailing");
            assertThat(
                    prometheus
                        .query("ALERTS{alertstate=\"firing\"}")
                        .get(0)
                        .at("/metric/method")
                        .asText())
                .isEqualTo("paypal");
            trade.paypalFails = false;
            PrometheusServer.await(() -> prometheus.firing().isEmpty());

            trade.tillIsSilent = true;
            PrometheusServer.await(() -> !prometheus.firing().isEmpty());
            assertThat(prometheus.firing()).containsExactly("BeckonSourceSilent");
            trade.tillIsSilent = false;
            PrometheusServer.await(() -> prometheus.firing().isEmpty());

            trade.ordersAreMissing = true;
            PrometheusServer.await(() -> !prometheus.firing().isEmpty());
            assertThat(prometheus.firing()).containsExactly("BeckonOrdersMissing");

            assertThat(prometheus.fired(5))
                .containsExactly(
                    "BeckonOrdersMissing", "BeckonPaymentsFailing", "BeckonSourceSilent");
          }
        });
  }

  /** The rules, those of the business with short times. */
  private Path hasty() throws IOException {
    String rules = Project.text(RULES);
    int business = rules.indexOf(BUSINESS);
    assertThat(business).isPositive();
    String window = WINDOW_SECONDS + "s";
    String shorter =
        rules
            .substring(business)
            .replaceAll("\\[[0-9]+[mhdw]:[0-9]+[mh]]", "[" + window + ":2s]")
            .replaceAll("\\[[0-9]+[mhdw]]", "[" + window + "]")
            .replaceAll("offset [0-9]+[mhdw]", "offset " + WEEK_SECONDS + "s")
            .replaceAll("for: [0-9]+[mh]", "for: 1s");
    return Files.writeString(
        folder.resolve("hasty.rules.yaml"), rules.substring(0, business) + shorter);
  }

  private void run(Path rules, Run run) throws Exception {
    Promtool.prometheus();
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
          InstanceDoor door =
              InstanceDoor.open(config, application, null, meters, System::currentTimeMillis)) {
        application.start();
        try (PrometheusServer prometheus = PrometheusServer.start(folder, door.port(), rules)) {
          PrometheusServer.await(
              () -> prometheus.query("kafka_stream_client_state{job=\"beckon\"} == 2").size() == 1);
          run.with(config, prometheus);
        }
      }
    }
  }

  private static void appendTombstone(BeckonConfig config) throws Exception {
    try (Producer<String, String> producer =
        new KafkaProducer<>(
            config.kafka().producerProperties(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(config.topics().shopperEvents(), "ann", null)).get();
    }
  }
}
