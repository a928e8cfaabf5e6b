package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Between the consumer and Kafka Streams. */
class PolledRecordsTest {

  private static final TopicPartition PARTITION = new TopicPartition("log", 1);

  @Test
  void shouldNoteWhatIsPolledAndHandOnTheSame() {
    Upcoming upcoming = new Upcoming();
    try (PolledRecords interceptor = new PolledRecords()) {
      interceptor.configure(Map.of(PolledRecords.UPCOMING, upcoming));
      ConsumerRecords<byte[], byte[]> polled = polled();

      assertThat(interceptor.onConsume(polled)).isSameAs(polled);
    }
    assertThat(upcoming.size(PARTITION)).isEqualTo(2);
  }

  @Test
  void shouldHandOnTheSameWhenNobodyAsks() {
    try (PolledRecords interceptor = new PolledRecords()) {
      interceptor.configure(Map.of());
      ConsumerRecords<byte[], byte[]> polled = polled();

      assertThat(interceptor.onConsume(polled)).isSameAs(polled);
    }
  }

  @Test
  void shouldReachTheMainConsumerAndNoOther() {
    Properties properties = properties();
    Upcoming upcoming = new Upcoming();
    PolledRecords.tell(upcoming, properties);

    StreamsConfig config = new StreamsConfig(properties);
    assertThat(config.getMainConsumerConfigs("group", "client", 0))
        .containsEntry(PolledRecords.UPCOMING, upcoming)
        .containsEntry("interceptor.classes", List.of(PolledRecords.class.getName()));
    assertThat(config.getRestoreConsumerConfigs("client")).doesNotContainKey("interceptor.classes");
    assertThat(config.getGlobalConsumerConfigs("client")).doesNotContainKey("interceptor.classes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main.consumer.interceptor.classes",
        "consumer.interceptor.classes",
        "interceptor.classes"
      })
  void shouldStandBehindInterceptorsThatSomebodySet(String name) {
    Properties properties = properties();
    properties.put(name, "shop.First, shop.Second");
    PolledRecords.tell(new Upcoming(), properties);

    assertThat(new StreamsConfig(properties).getMainConsumerConfigs("group", "client", 0))
        .containsEntry(
            "interceptor.classes",
            List.of("shop.First", "shop.Second", PolledRecords.class.getName()));
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    return properties;
  }

  private static ConsumerRecords<byte[], byte[]> polled() {
    List<ConsumerRecord<byte[], byte[]>> records =
        List.of(
            new ConsumerRecord<>("log", 1, 7, null, new byte[0]),
            new ConsumerRecord<>("log", 1, 8, new byte[0], null));
    return new ConsumerRecords<>(Map.of(PARTITION, records), Map.of());
  }
}
