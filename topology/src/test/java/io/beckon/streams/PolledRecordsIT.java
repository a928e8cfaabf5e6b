package io.beckon.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka Streams' own polls: each record is known before it is processed. */
final class PolledRecordsIT {

  private static final String TOPIC = "log";
  private static final int PARTITIONS = 2;
  private static final int TRANSACTIONS = 60;
  private static final int RECORDS = 25;

  private final Upcoming upcoming = new Upcoming();
  private final List<Integer> known = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch left = new CountDownLatch(TRANSACTIONS / 3 * 2 * RECORDS);

  @Test
  void shouldKnowEachRecordBeforeItIsProcessedWhateverTransactionsLeaveBetween(@TempDir Path folder)
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      String servers = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
        admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
      }
      write(servers);

      try (KafkaStreams streams = new KafkaStreams(topology(), properties(servers, folder))) {
        streams.start();
        assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
        streams.close(Duration.ofSeconds(30));
      }
    }

    // The record itself is the first of those that come; -1: it was not.
    assertThat(known).hasSize(TRANSACTIONS / 3 * 2 * RECORDS).doesNotContain(-1).contains(32);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(upcoming.size(new TopicPartition(TOPIC, partition))).isLessThanOrEqualTo(1);
    }
  }

  private Topology topology() {
    Topology topology = new Topology();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    topology.addSource("source", bytes, bytes, TOPIC);
    topology.addProcessor("known", Knowing::new, "source");
    return topology;
  }

  private Properties properties(String servers, Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "polled");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    PolledRecords.tell(upcoming, properties);
    return properties;
  }

  /** Each third transaction is aborted. */
  private static void write(String servers) throws Exception {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "writer");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
        producer.beginTransaction();
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
          byte[] key = ("s" + transaction + "-" + i).getBytes(UTF_8);
          sent.add(producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, key, key)));
        }
        for (Future<?> each : sent) {
          each.get();
        }
        if (transaction % 3 == 2) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
      }
    }
  }

  /** Notes how many records are known when one is processed. */
  private final class Knowing extends ContextualProcessor<byte[], byte[], Void, Void> {

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void process(Record<byte[], byte[]> record) {
      RecordMetadata source = context().recordMetadata().orElseThrow();
      ConsumerRecord<byte[], byte[]>[] next = new ConsumerRecord[32];
      int count =
          upcoming.next(
              new TopicPartition(source.topic(), source.partition()), source.offset(), next);
      boolean isFirst =
          count > 0
              && next[0].offset() == source.offset()
              && Arrays.equals(next[0].key(), record.key());
      known.add(isFirst ? count : -1);
      left.countDown();
    }
  }
}
