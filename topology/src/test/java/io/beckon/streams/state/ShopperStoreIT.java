package io.beckon.streams.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Item;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import io.beckon.schemas.StateCodec;
import io.beckon.state.ActivityPage;
import io.beckon.state.BrowseHistoryState;
import io.beckon.streams.CommittedStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stores under exactly-once on a real broker: what is in the changelog, and what is not. */
@Timeout(120)
class ShopperStoreIT {

  private static final TopicPartition ROWS =
      new TopicPartition("harness-browse-history-changelog", 0);
  private static final TopicPartition PAGES = new TopicPartition("harness-activity-changelog", 0);

  @TempDir Path directory;

  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final AtomicBoolean mayFail = new AtomicBoolean(true);
  private final AtomicInteger opened = new AtomicInteger();

  @BeforeEach
  void createTopic() throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("events", 1, (short) 1))).all().get();
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void shouldCommitAllOfATransactionOrNothingWhenTheApplicationDies() throws Exception {
    try (KafkaStreams streams = start()) {
      send("first", "view", "commit");
      awaitRows(Set.of("first"));

      send("second", "view", "die");
      await(streams, KafkaStreams.State.ERROR);
    }
    assertThat(rows("read_uncommitted")).as("written before the death").containsKey("second");
    assertThat(rows("read_committed")).containsOnlyKeys("first");

    mayFail.set(false);
    try (KafkaStreams streams = start()) {
      await(streams, KafkaStreams.State.RUNNING);
      send("first", "view", "commit");
      awaitRows(Set.of("first", "second"));
      awaitViews("first", 2);
      awaitViews("second", 1);
    }
  }

  @Test
  void shouldRebuildItsMemoryAndSkipNothingWhenTheTaskIsCorrupt() throws Exception {
    try (KafkaStreams streams = start()) {
      send("first", "view", "commit");
      awaitRows(Set.of("first"));

      send("first", "view", "corrupt", "view", "commit");

      awaitViews("first", 3);
      assertThat(opened).hasValue(2);
      assertThat(streams.state().isRunningOrRebalancing()).isTrue();
    }
  }

  private KafkaStreams start() {
    Properties properties = StoreHarness.properties(directory);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5_000);
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // Long enough for a rebalance in one poll: then a corrupt task is made anew, not revived.
    properties.put(StreamsConfig.POLL_MS_CONFIG, 2_000);
    Topology topology = new Topology();
    topology.addSource("source", "events");
    topology.addProcessor("shoppers", Commands::new, "source");
    StateStores.builders().forEach(builder -> topology.addStateStore(builder, "shoppers"));
    KafkaStreams streams = new KafkaStreams(topology, properties, new CommittedStart());
    streams.setUncaughtExceptionHandler(e -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    streams.start();
    return streams;
  }

  private void send(String shopper, String... commands) throws Exception {
    Map<String, Object> config =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (String command : commands) {
        sent.add(producer.send(new ProducerRecord<>("events", shopper, command)));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  private Map<String, byte[]> rows(String isolation) {
    return rows(ROWS, isolation);
  }

  private Map<String, byte[]> rows(TopicPartition changelog, String isolation) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation);
    Map<String, byte[]> rows = new LinkedHashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      if (!consumer.listTopics().containsKey(changelog.topic())) {
        return rows;
      }
      consumer.assign(List.of(changelog));
      consumer.seekToBeginning(List.of(changelog));
      long end = consumer.endOffsets(List.of(changelog)).getOrDefault(changelog, 0L);
      while (consumer.position(changelog) < end) {
        for (ConsumerRecord<String, byte[]> row : consumer.poll(Duration.ofMillis(100))) {
          rows.put(row.key(), row.value());
        }
      }
    }
    return rows;
  }

  private void awaitRows(Set<String> shoppers) {
    Map<String, byte[]> rows = Map.of();
    while (!rows.keySet().equals(shoppers)) {
      rows = rows("read_committed");
    }
  }

  private void awaitViews(String shopper, int views) {
    int found = 0;
    while (found < views) {
      found = views(shopper);
    }
    assertThat(found).isEqualTo(views);
  }

  /** How many product views the changelogs hold for a shopper. */
  private int views(String shopper) {
    byte[] full = rows("read_committed").get(shopper);
    if (full == null) {
      return 0;
    }
    HistoryCodec.Row row = new HistoryCodec(StateCodec.of(BrowseHistoryState.class)).decode(full);
    Page.Activity activity =
        new Page.Activity(requireNonNull(row.head()), row.visit(), row.history());
    PageCodec pages = new PageCodec(StateCodec.of(ActivityPage.class));
    List<Page> later =
        rows(PAGES, "read_committed").entrySet().stream()
            .filter(page -> page.getKey().length() == shopper.length() + 1)
            .filter(page -> page.getKey().startsWith(shopper))
            .map(page -> pages.decode(page.getValue()))
            .filter(page -> page.seq() > row.seq())
            .sorted(Comparator.comparingInt(Page::seq))
            .toList();
    for (Page page : later) {
      activity = page.after(activity);
    }
    return activity.views().views().stream().mapToInt(v -> v.views()).sum();
  }

  private static void await(KafkaStreams streams, KafkaStreams.State state)
      throws InterruptedException {
    while (streams.state() != state) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** View: a change. Commit: ask for one. Die, corrupt: what may happen to a task, once. */
  private final class Commands implements Processor<String, String, Void, Void> {

    private ProcessorContext<Void, Void> context;
    private ShopperStore store;

    @Override
    public void init(ProcessorContext<Void, Void> taskContext) {
      context = taskContext;
      store = ShopperStore.open(taskContext, () -> 100);
      opened.incrementAndGet();
    }

    @Override
    public void process(Record<String, String> record) {
      switch (record.value()) {
        case "view" -> view(store.get(record.key()), record.timestamp());
        case "commit" -> context.commit();
        case "die" -> {
          if (mayFail.get()) {
            throw new IllegalStateException("dies as it was told to");
          }
        }
        case "corrupt" -> {
          if (mayFail.getAndSet(false)) {
            throw new TaskCorruptedException(Set.of(context.taskId()));
          }
        }
        default -> throw new IllegalArgumentException(record.value());
      }
    }

    private void view(Shopper shopper, long at) {
      Visit visit = shopper.visit() == null ? Visit.startingAt(at) : shopper.visit();
      Item item = Item.newBuilder().setProductId("p").build();
      shopper.visit(visit.withView(visit.views().viewed(item, at)));
      shopper.head(shopper.head().activeAt(at).remembering(RecentIds.hash("e" + at)));
    }
  }
}
