package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

  @TempDir private Path folder;

  @Test
  void shouldSeeAFaultOfARunningApplication() throws Exception {
    try (Installation shop = new Installation(folder, Map.of())) {
      shop.startMainJob();
      PrometheusServer prometheus = shop.watch(HastyRules.RULES);
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

      appendTombstone(shop.config());

      PrometheusServer.await(() -> prometheus.firing().contains("BeckonDeadLetters"));
      assertThat(prometheus.firing()).containsExactly("BeckonDeadLetters");
      assertThat(label(prometheus, "reason")).isEqualTo("TOMBSTONE");
    }
  }

  /** The alerts of the business look back a week, and wait for a quarter of an hour. */
  @Test
  void shouldSeeWhichPartOfAShopFails() throws Exception {
    try (Installation shop = new Installation(folder, Map.of())) {
      shop.startMainJob();
      PrometheusServer prometheus = shop.watch(HastyRules.from("beckon.business", folder));
      try (Trade trade = new Trade(shop.config())) {
        TimeUnit.SECONDS.sleep(HastyRules.LONG_AGO_SECONDS + 2 * HastyRules.WINDOW_SECONDS);
        assertThat(prometheus.faultyRules()).isEmpty();
        assertThat(prometheus.fired(2)).isEmpty();

        trade.paypalFails = true;
        PrometheusServer.await(() -> !prometheus.firing().isEmpty());
        assertThat(prometheus.firing()).containsExactly("BeckonPaymentsFailing");
        assertThat(label(prometheus, "method")).isEqualTo("paypal");
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
            .containsExactly("BeckonOrdersMissing", "BeckonPaymentsFailing", "BeckonSourceSilent");
      }
    }
  }

  private static String label(PrometheusServer prometheus, String name) {
    return prometheus.firingAlerts().get(0).at("/labels/" + name).asText();
  }

  private static void appendTombstone(BeckonConfig config) throws Exception {
    try (Producer<String, String> producer =
        new KafkaProducer<>(
            config.kafka().producerProperties(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(config.topics().shopperEvents(), "ann", null)).get();
    }
  }
}
