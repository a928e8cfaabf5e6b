package io.beckon.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerIT {

  private static final String TOPIC = "greetings";

  @Test
  void shouldCarryRecordsAndLeaveNoFileWhenClosed() {
    Path directory;
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      directory = broker.directory();
      assertThat(directory).isNotEmptyDirectory();

      send(broker, Map.of(), "hello", "again");

      assertThat(received(broker, 2)).containsExactly("hello", "again");
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void shouldKeepTopicsAndRecordsWhenRestartedOnTheSameDirectoryAndPort(@TempDir Path directory) {
    String address;
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.builder().directory(directory).start()) {
      address = broker.bootstrapServers();
      port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
      send(broker, Map.of(), "before");
    }
    assertThat(directory).isNotEmptyDirectory();

    try (EmbeddedBroker broker = EmbeddedBroker.builder().directory(directory).port(port).start()) {
      assertThat(broker.bootstrapServers()).isEqualTo(address);
      send(broker, Map.of(), "after");
      assertThat(received(broker, 2)).containsExactly("before", "after");
    }
  }

  @Test
  void shouldShowACommittedTransactionWhenReadCommitted() {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      send(broker, Map.of("transactional.id", "t"), "all", "or", "nothing");

      assertThat(received(broker, 3)).containsExactly("all", "or", "nothing");
    }
  }

  @Test
  void shouldGiveTopicsTheChosenPartitionsWhenTheirCreatorDoesNotSay() throws Exception {
    try (EmbeddedBroker broker =
            EmbeddedBroker.builder()
                .partitions(3)
                .property("log.message.timestamp.type", "LogAppendTime")
                .start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      send(broker, Map.of(), "hello");

      assertThat(admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC).partitions())
          .hasSize(3);
    }
  }

  @Test
  void shouldRefuseToStartWhenItsPortIsTaken() {
    try (EmbeddedBroker first = EmbeddedBroker.start()) {
      int port = Integer.parseInt(first.bootstrapServers().split(":", -1)[1]);
      EmbeddedBroker.Builder second = EmbeddedBroker.builder().port(port);

      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Port " + port + " is taken");

      send(first, Map.of(), "still here");
      assertThat(received(first, 1)).containsExactly("still here");
    }
  }

  @Test
  void shouldRefuseToStartWhenItsDirectoryIsInUse(@TempDir Path directory) {
    try (EmbeddedBroker first = EmbeddedBroker.builder().directory(directory).start()) {
      EmbeddedBroker.Builder second = EmbeddedBroker.builder().directory(directory);

      assertThatThrownBy(second::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use");

      send(first, Map.of(), "still here");
      assertThat(received(first, 1)).containsExactly("still here");
    }
  }

  @Test
  void shouldRefuseAPropertyThatKafkaRefuses() {
    EmbeddedBroker.Builder broker = EmbeddedBroker.builder().property("num.io.threads", "none");

    assertThatThrownBy(broker::start)
        .isInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("num.io.threads");
  }

  private static void send(EmbeddedBroker broker, Map<String, Object> extra, String... values) {
    Map<String, Object> config = new HashMap<>(extra);
    config.put("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      boolean transaction = extra.containsKey("transactional.id");
      if (transaction) {
        producer.initTransactions();
        producer.beginTransaction();
      }
      for (String value : values) {
        var unused = producer.send(new ProducerRecord<>(TOPIC, "one key", value));
      }
      if (transaction) {
        producer.commitTransaction();
      }
    }
  }

  private static List<String> received(EmbeddedBroker broker, int atLeast) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "group.id", "readers",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (values.size() < atLeast) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
