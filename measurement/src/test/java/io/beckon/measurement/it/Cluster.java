package io.beckon.measurement.it;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.query.TopicScan;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.TopicSetup;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.TimeMark;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.Partitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics of one test on a broker: writes events or outcomes, reads what came of them. */
final class Cluster implements AutoCloseable {

  static final int PARTITIONS = 3;
  static final Duration LIMIT = Duration.ofSeconds(90);

  private final Map<String, String> settings = new HashMap<>();
  private final BeckonConfig config;
  private final Admin admin;
  private final WireCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> appended = new ArrayList<>();

  /** Makes the topics; times are those of the records. */
  Cluster(String servers, String name, Path folder) {
    this(servers, name, folder, Map.of());
  }

  Cluster(String servers, String name, Path folder, Map<String, String> more) {
    settings.put("kafka.bootstrap.servers", servers);
    settings.put("application.id", name);
    settings.put("topics.outputs.generation", name);
    settings.put("topics.generation", name);
    settings.put("topics.flows", "flows-" + name);
    settings.put("topics.products", "products-" + name);
    settings.put("topics.shop-facts", "shop-facts-" + name);
    settings.put("topics.partitions", Integer.toString(PARTITIONS));
    settings.put("topics.replication.factor", "1");
    settings.put("log.timestamps", "create");
    settings.put("state.dir", folder.resolve(name).toString());
    settings.put("group.instance.id", "none");
    settings.put("rocksdb.memory", "32MiB");
    settings.put("session.timeout", "6s");
    settings.putAll(more);
    this.config = BeckonConfig.of(settings);
    this.admin = Admin.create(config.kafka().adminProperties());
    TopicSetup.create(config, admin);
    awaitLeaders();
    this.codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
    this.producer = producer(Map.of());
  }

  BeckonConfig config() {
    return config;
  }

  Map<String, String> settings() {
    return settings;
  }

  Admin admin() {
    return admin;
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> properties = config.kafka().producerProperties();
    properties.put("acks", "all");
    properties.put("linger.ms", 5);
    properties.putAll(more);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes outcomes as the main job does: a shopper's in one partition, a mark in each. */
  void write(List<OutcomeEvent> outcomes) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (OutcomeEvent outcome : outcomes) {
      if (outcome.getFact() instanceof TimeMark) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          sent.add(producer.send(record(outcome, partition)));
        }
      } else {
        sent.add(producer.send(record(outcome, null)));
      }
    }
    for (Future<RecordMetadata> each : sent) {
      get(each);
    }
  }

  /** Appends an event to the log of shoppers, at its time. */
  void append(String shopper, long at, String eventId, SpecificRecord payload) {
    String topic = config.topics().shopperEvents();
    ShopperEvent event =
        ShopperEvent.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(at)
            .setShopperId(shopper)
            .setSource("test")
            .setPayload(payload)
            .build();
    appended.add(
        producer.send(
            new ProducerRecord<>(
                topic,
                null,
                at,
                shopper.getBytes(StandardCharsets.UTF_8),
                codec.encode(topic, event))));
  }

  /** Waits until all that was appended is in the log. */
  void flush() {
    appended.forEach(Cluster::get);
    appended.clear();
  }

  /** A shopper's id that belongs to a partition. */
  static String shopperIn(int partition, String prefix) {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> prefix + "-" + i)
        .filter(id -> Partitions.of(id.getBytes(StandardCharsets.UTF_8), PARTITIONS) == partition)
        .findFirst()
        .orElseThrow();
  }

  /** Writes what is never committed. */
  void abort(OutcomeEvent outcome) {
    try (KafkaProducer<byte[], byte[]> aborting =
        producer(Map.of("transactional.id", "aborting"))) {
      aborting.initTransactions();
      aborting.beginTransaction();
      get(aborting.send(record(outcome, null)));
      aborting.abortTransaction();
    }
  }

  /** Writes what nobody can read. */
  void spoil(String shopper, byte[] bytes) {
    get(
        producer.send(
            new ProducerRecord<>(
                config.topics().outcomes(), shopper.getBytes(StandardCharsets.UTF_8), bytes)));
  }

  private ProducerRecord<byte[], byte[]> record(OutcomeEvent outcome, @Nullable Integer partition) {
    String topic = config.topics().outcomes();
    return new ProducerRecord<>(
        topic,
        partition,
        outcome.getAt(),
        outcome.getShopperId().getBytes(StandardCharsets.UTF_8),
        codec.encode(topic, outcome));
  }

  /** Committed records of a topic up to its present end, those of a partition in their order. */
  <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
    List<T> found = new ArrayList<>();
    try (TopicScan scan = new TopicScan(config)) {
      scan.read(
          scan.partitions(topic),
          TopicScan.ALL,
          record -> found.add(codec.decode(topic, record.headers(), record.value(), type)));
    }
    return found;
  }

  /** Outcomes that measurement has not committed. */
  long lag() {
    return lag(config.measure().applicationId(), config.topics().outcomes());
  }

  /** Events that the main job has not committed. */
  long mainLag() {
    return lag(config.app().applicationId(), config.topics().shopperEvents());
  }

  /**
   * Until the broker leads every partition: a producer that is quicker has its first batches
   * refused in part, and their order never comes right again.
   */
  private void awaitLeaders() {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (String topic : List.of(config.topics().outcomes(), config.topics().shopperEvents())) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        asked.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
      }
    }
    try {
      Map<TopicPartition, ListOffsetsResultInfo> unused = admin.listOffsets(asked).all().get();
    } catch (ExecutionException e) {
      throw new AssertionError("the broker leads no partitions", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private long lag(String group, String topic) {
    try {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      long lag = 0;
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
          admin.listOffsets(asked).all().get().entrySet()) {
        OffsetAndMetadata at = committed.get(end.getKey());
        lag += end.getValue().offset() - (at == null ? 0 : at.offset());
      }
      return lag;
    } catch (ExecutionException e) {
      return Long.MAX_VALUE; // no group yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static void get(Future<RecordMetadata> sent) {
    try {
      RecordMetadata unused = sent.get();
    } catch (ExecutionException e) {
      throw new AssertionError("not written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Where two measurements differ, in words. */
  static String difference(Map<String, Long> actual, Map<String, Long> expected) {
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    StringBuilder words = new StringBuilder(actual.size() + " of " + expected.size() + " counts");
    for (String name : names) {
      if (!Objects.equals(actual.get(name), expected.get(name)) && words.length() < 2_000) {
        words.append("\n").append(name).append(": ").append(actual.get(name));
        words.append(" instead of ").append(expected.get(name));
      }
    }
    return words.toString();
  }

  /** Waits until a condition holds; fails with the description when it does not within the time. */
  static void await(BooleanSupplier condition, Supplier<String> description) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + LIMIT + ": " + description.get());
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    producer.close();
    codec.close();
    admin.close();
  }
}
