package io.beckon.it;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.RulePublisher;
import io.beckon.app.rules.Rules;
import io.beckon.app.run.Application;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.Brokers;
import io.beckon.app.topics.TopicSetup;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.Partitions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A shop with its topics on a broker: produces its events, runs its application, reads its outputs.
 * Each has topics and an application of its own, so that many can share a broker.
 */
final class Shop implements AutoCloseable {

  /** Long enough for a loaded machine; a test that needs it all has failed. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<String, String> settings;
  private final BeckonConfig config;
  private final KafkaProducer<byte[], byte[]> producer;
  private final WireCodec codec;

  /** One for each application that was started here: a registry keeps what was counted first. */
  private final List<MeterRegistry> meters = new CopyOnWriteArrayList<>();

  private final List<Application> applications = new ArrayList<>();
  private final List<Output<?>> outputs = new ArrayList<>();
  private @Nullable Admin admin;
  private final List<Exception> refused = new CopyOnWriteArrayList<>();
  private int events;

  private Shop(Map<String, String> settings) {
    this.settings = settings;
    this.config = BeckonConfig.of(settings);
    Map<String, Object> properties = config.kafka().producerProperties();
    properties.put("acks", "all");
    properties.put("linger.ms", 5);
    properties.put("compression.type", "lz4");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
  }

  /**
   * Opens a shop, with its topics.
   *
   * @param state a folder for the application's state
   * @param settings what differs from: 4 partitions, the broker's clock, short idle times
   */
  static Shop open(String servers, String name, Path state, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap.servers", servers);
    all.put("application.id", name);
    all.put("topics.generation", name);
    all.put("topics.outputs.generation", name);
    all.put("topics.flows", "flows-" + name);
    all.put("topics.products", "products-" + name);
    all.put("topics.partitions", "4");
    all.put("topics.replication.factor", "1");
    all.put("state.dir", state.resolve(name).toString());
    all.put("group.instance.id", "none");
    all.put("session.timeout", "6s");
    all.put("cart.idle", "2s");
    all.put("checkout.idle", "2s");
    all.put("time.settle", "300ms");
    all.putAll(settings);
    Shop shop = new Shop(all);
    try (Admin admin = Brokers.connect(shop.config)) {
      TopicSetup.create(shop.config, admin);
    }
    return shop;
  }

  /** Records are stamped by whoever creates them; the usual idle times. */
  static Map<String, String> recordedTime() {
    return Map.of(
        "log.timestamps", "create",
        "cart.idle", "1h",
        "checkout.idle", "30m",
        "time.settle", "30s");
  }

  BeckonConfig config() {
    return config;
  }

  /** The settings as given, for an application in another process. */
  Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  WireCodec codec() {
    return codec;
  }

  KafkaProducer<byte[], byte[]> producer() {
    return producer;
  }

  int partitions() {
    return config.topics().partitions();
  }

  /** Publishes the ready-made rules. */
  void publishRules(LongSupplier clock) {
    publish(RuleFiles.readyMade(), clock);
  }

  void publish(Rules rules, LongSupplier clock) {
    RulePublisher.publish(config, rules.files(), Optional.of("test"), clock);
  }

  /** Appends an event; on a log with recorded times it carries the time given. */
  void append(String shopper, long at, SpecificRecord payload) {
    append(shopper, at, shopper + "-" + ++events, payload);
  }

  void append(String shopper, long at, String eventId, SpecificRecord payload) {
    append(shopper, at, encoded(event(shopper, at, eventId, payload)));
  }

  /** Appends an encoded event; that it was not taken is told when the shop is closed. */
  void append(String shopper, long at, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            config.topics().shopperEvents(),
            null,
            at,
            shopper.getBytes(StandardCharsets.UTF_8),
            value);
    Future<RecordMetadata> unused = producer.send(record, (written, error) -> note(error));
  }

  private void note(@Nullable Exception error) {
    if (error != null) {
      refused.add(error);
    }
  }

  /** Appends bytes as they are. */
  Future<RecordMetadata> appendRaw(
      @Nullable Integer partition, byte @Nullable [] key, long at, byte @Nullable [] value) {
    return producer.send(
        new ProducerRecord<>(config.topics().shopperEvents(), partition, at, key, value));
  }

  static ShopperEvent event(String shopper, long at, String eventId, SpecificRecord payload) {
    return ShopperEvent.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at)
        .setShopperId(shopper)
        .setSource("test")
        .setPayload(payload)
        .build();
  }

  byte[] encoded(ShopperEvent event) {
    return codec.encode(config.topics().shopperEvents(), event);
  }

  /** A shopper's id that belongs to a partition. */
  String shopperIn(int partition, String prefix) {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> prefix + "-" + i)
        .filter(id -> partitionOf(id) == partition)
        .findFirst()
        .orElseThrow();
  }

  int partitionOf(String shopper) {
    return Partitions.of(shopper.getBytes(StandardCharsets.UTF_8), partitions());
  }

  /** Moves the time of every partition on, with somebody's page view. */
  void timeTo(long at) {
    for (int partition = 0; partition < partitions(); partition++) {
      append(shopperIn(partition, "clock"), at, Payloads.page());
    }
    producer.flush();
  }

  /** Starts the application in this process, and waits until it runs. */
  Application start() {
    return start(config, System::currentTimeMillis);
  }

  /** Starts an instance with other settings, such as another folder. */
  Application start(Map<String, String> changed) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(changed);
    return start(BeckonConfig.of(all), System::currentTimeMillis);
  }

  Application start(BeckonConfig instance, LongSupplier wallClock) {
    MeterRegistry own = new SimpleMeterRegistry();
    meters.add(own);
    Application application =
        Application.create(instance, RuleFiles.readyMade().policy(), own, wallClock);
    applications.add(application);
    application.start();
    try {
      if (!application.awaitRunning(LIMIT)) {
        throw new AssertionError("the application did not start: " + application.streams().state());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return application;
  }

  Output<AbandonmentTrigger> triggers() {
    return output(config.topics().abandonmentTriggers(), AbandonmentTrigger.class);
  }

  Output<SendCommand> commands() {
    return output(config.topics().sendCommands(), SendCommand.class);
  }

  Output<Decision> decisions() {
    return output(config.topics().decisions(), Decision.class);
  }

  Output<DeadLetter> deadLetters() {
    return output(config.topics().deadLetters(), DeadLetter.class);
  }

  Output<OutcomeEvent> outcomes() {
    return output(config.topics().outcomes(), OutcomeEvent.class);
  }

  /** The log itself. */
  Output<ShopperEvent> log() {
    return output(config.topics().shopperEvents(), ShopperEvent.class);
  }

  private <T extends SpecificRecord> Output<T> output(String topic, Class<T> type) {
    Output<T> output =
        new Output<>(
            config.kafka().consumerProperties(),
            WireCodecs.create(ShellSettingsFrom.codecProperties(config)),
            topic,
            type);
    outputs.add(output);
    return output;
  }

  /** Gives the log Kafka's own bound for times in the future: an hour. */
  void limitTimeAhead() {
    ConfigResource log =
        new ConfigResource(ConfigResource.Type.TOPIC, config.topics().shopperEvents());
    AlterConfigOp usual =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, "3600000"),
            AlterConfigOp.OpType.SET);
    try {
      admin().incrementalAlterConfigs(Map.of(log, List.of(usual))).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the topic's settings were not changed", e);
    }
  }

  /** Has the application committed all that is in the log? */
  boolean isCaughtUp() {
    return lag() == 0;
  }

  /**
   * Records of the log that the application has not committed yet. What was committed is asked
   * first: a commit between both questions would else hide what it wrote into the log itself.
   */
  long lag() {
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    return lag(committed, logEnds());
  }

  /** Where the log ends now. An application in which messages wait writes ticks and never stops. */
  Map<TopicPartition, Long> logEnds() {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < partitions(); partition++) {
      latest.put(
          new TopicPartition(config.topics().shopperEvents(), partition), OffsetSpec.latest());
    }
    try {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin()
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the broker does not tell offsets", e);
    }
  }

  /** Records before these ends that the application has not committed yet. */
  long lagTo(Map<TopicPartition, Long> ends) {
    return lag(committed(), ends);
  }

  private static long lag(
      Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> ends) {
    long lag = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      OffsetAndMetadata at = committed.get(end.getKey());
      lag += Math.max(0, end.getValue() - (at == null ? 0 : at.offset()));
    }
    return lag;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() {
    try {
      return admin()
          .listConsumerGroupOffsets(config.app().applicationId())
          .partitionsToOffsetAndMetadata()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the broker does not tell offsets", e);
    }
  }

  /** Records among the commands, those of open and aborted transactions too. */
  long written() {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < partitions(); partition++) {
      latest.put(
          new TopicPartition(config.topics().sendCommands(), partition), OffsetSpec.latest());
    }
    try {
      return admin().listOffsets(latest).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the broker does not tell offsets", e);
    }
  }

  private Admin admin() {
    if (admin == null) {
      admin = Brokers.connect(config);
    }
    return admin;
  }

  /** A counter of the applications of this process, over all its tags. */
  long count(String meter) {
    double sum = 0;
    for (MeterRegistry registry : meters) {
      for (FunctionCounter counter : registry.find(meter).functionCounters()) {
        sum += counter.count();
      }
    }
    return Math.round(sum);
  }

  @Override
  public void close() {
    applications.forEach(Application::close);
    outputs.forEach(Output::close);
    if (admin != null) {
      admin.close();
    }
    producer.close();
    codec.close();
    if (!refused.isEmpty()) {
      throw new AssertionError(
          "the log did not take " + refused.size() + " records", refused.get(0));
    }
  }
}
