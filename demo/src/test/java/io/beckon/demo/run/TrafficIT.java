package io.beckon.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.TopicSetup;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TrafficIT {

  @Test
  void shouldFillTheLogInRealTimeUntilItsTimeIsOver() {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      BeckonConfig config =
          BeckonConfig.of(
              Map.of(
                  "kafka.bootstrap.servers", broker.bootstrapServers(),
                  "topics.partitions", "2",
                  "topics.replication.factor", "1"));
      try (Admin admin = Admin.create(config.kafka().adminProperties())) {
        TopicSetup.create(config, admin);
      }
      List<String> screen = new ArrayList<>();
      long noon = Instant.parse("2026-11-27T12:00:00Z").toEpochMilli();

      new Traffic(
              config,
              new TrafficSettings(Optional.of(Duration.ofSeconds(4)), 3_000, 7, noon),
              screen::add)
          .run();

      List<ShopperEvent> events = read(config);
      assertThat(events).hasSizeGreaterThan(20);
      assertThat(events)
          .allSatisfy(
              event ->
                  assertThat(event.getOccurredAt())
                      .isBetween(noon, noon + Duration.ofSeconds(4).toMillis()));
      assertThat(screen.get(screen.size() - 1)).startsWith(events.size() + " events, 0 messages");
    }
  }

  private static List<ShopperEvent> read(BeckonConfig config) {
    Map<String, Object> properties = config.kafka().consumerProperties();
    properties.put("group.id", "traffic-it");
    properties.put("auto.offset.reset", "earliest");
    List<ShopperEvent> events = new ArrayList<>();
    try (WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      String topic = config.topics().shopperEvents();
      consumer.subscribe(List.of(topic));
      int empty = 0;
      while (empty < 3 || events.isEmpty()) {
        int before = events.size();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          ShopperEvent event =
              codec.decode(topic, record.headers(), record.value(), ShopperEvent.class);
          assertThat(new String(record.key(), StandardCharsets.UTF_8))
              .isEqualTo(event.getShopperId());
          events.add(event);
        }
        empty = events.size() == before ? empty + 1 : 0;
      }
    }
    return events;
  }
}
