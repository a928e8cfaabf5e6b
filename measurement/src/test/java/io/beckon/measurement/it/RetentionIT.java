package io.beckon.measurement.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.MeasurementTopics;
import io.beckon.app.topics.MeasurementTopics.Internal;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.measurement.app.MeasureApplication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long brokers and stores keep windows is what the configuration says, and no constant. */
final class RetentionIT {

  @TempDir private Path folder;

  @Test
  void shouldKeepWindowsAsLongAsTheConfigurationSays() throws Exception {
    Map<String, String> more =
        Map.of(
            "measure.window.email", "opened 5d, clicked 20d",
            "measure.recovery.window", "9d",
            "measure.late", "3d",
            "measure.corrections", "70d",
            "topics.retention.outcomes", "30d");
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Cluster usual =
            new Cluster(
                broker.bootstrapServers(), "usual", folder, Map.of("log.timestamps", "append"));
        Cluster other = new Cluster(broker.bootstrapServers(), "other", folder, append(more))) {
      Map<String, Duration> before = kept(usual);
      Map<String, Duration> after = kept(other);
      for (Cluster cluster : List.of(usual, other)) {
        assertThat(made(cluster))
            .as("what doctor compares with")
            .containsExactlyInAnyOrderElementsOf(MeasurementTopics.of(cluster.config()));
      }

      // The longest window, what is told late, and as long again as outcomes are kept.
      Duration late = Duration.ofDays(2).plusHours(1);
      assertThat(before)
          .containsEntry("touched", Duration.ofDays(5).plus(late).plusDays(90))
          .containsEntry("abandoned", Duration.ofDays(5).plus(late).plusDays(90));
      assertThat(after)
          .containsEntry("touched", Duration.ofDays(20 + 3).plusHours(1).plusDays(30))
          .containsEntry("abandoned", Duration.ofDays(9 + 3).plusHours(1).plusDays(30));
      assertThat(before)
          .containsEntry("sums", Duration.ofDays(2 * 60 + 5 + 2 + 90).plus(late).plusDays(90));
      assertThat(after)
          .containsEntry(
              "sums", Duration.ofDays(2 * 70 + 20 + 2 + 30 + 3).plusHours(1).plusDays(30));
    }
  }

  private static Map<String, String> append(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("log.timestamps", "append");
    return all;
  }

  /** Retention of the changelogs of windows, by the beginning of their stores' names. */
  private static Map<String, Duration> kept(Cluster cluster) throws Exception {
    BeckonConfig config = cluster.config();
    try (MeasureApplication application =
        MeasureApplication.create(config, new SimpleMeterRegistry())) {
      application.start();
      Cluster.await(
          () -> application.streams().state() == KafkaStreams.State.RUNNING, () -> "it runs");
      return retention(cluster, config.measure().applicationId() + "-");
    }
  }

  /** The topics that Kafka Streams made. */
  private static List<Internal> made(Cluster cluster) throws Exception {
    String prefix = cluster.config().measure().applicationId() + "-";
    List<ConfigResource> topics =
        cluster.admin().listTopics().names().get().stream()
            .filter(name -> name.startsWith(prefix))
            .filter(name -> name.endsWith("-changelog") || name.endsWith("-repartition"))
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    List<Internal> made = new ArrayList<>();
    cluster
        .admin()
        .describeConfigs(topics)
        .all()
        .get()
        .forEach(
            (topic, config) -> {
              String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
              long kept = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
              made.add(
                  new Internal(
                      topic.name(),
                      Set.of(policy.split(",", -1)),
                      policy.equals("compact") || kept < 0
                          ? Optional.empty()
                          : Optional.of(Duration.ofMillis(kept))));
            });
    return made;
  }

  private static Map<String, Duration> retention(Cluster cluster, String prefix)
      throws ExecutionException, InterruptedException {
    Set<ConfigResource> changelogs =
        cluster.admin().listTopics().names().get().stream()
            .filter(name -> name.startsWith(prefix) && name.endsWith("-changelog"))
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .collect(Collectors.toSet());
    Map<String, Duration> kept = new TreeMap<>();
    for (Map.Entry<ConfigResource, Config> found :
        cluster.admin().describeConfigs(changelogs).all().get().entrySet()) {
      if (found.getValue().get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains("delete")) {
        String store = found.getKey().name().substring(prefix.length()).split("-", -1)[0];
        Duration retention =
            Duration.ofMillis(
                Long.parseLong(found.getValue().get(TopicConfig.RETENTION_MS_CONFIG).value()));
        Duration twice = kept.put(store, retention);
        assertThat(twice).as(store).isIn(null, retention);
      }
    }
    return kept;
  }
}
