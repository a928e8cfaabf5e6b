package io.beckon.streams;

import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.Rules;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Contact;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Product;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopFact;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.contact.Addresses;
import io.beckon.engine.link.CartSigner;
import io.beckon.engine.outcome.Moments;
import io.beckon.engine.time.Timeline;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.state.ShopperRoom;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** One partition of the main job, without a broker: records in, records out, and a wall clock. */
final class Partition implements AutoCloseable {

  static final long START = Instant.parse("2026-11-02T09:00:00Z").toEpochMilli();
  static final TopicNames TOPICS = TopicNames.generation("");

  final TopologyTestDriver driver;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Empty, as there is no consumer. */
  final Upcoming upcoming = new Upcoming();

  private final TestInputTopic<byte[], byte[]> log;
  private final WireCodec codec = WireCodecs.create(Map.of());
  private final long[] wall = {START};
  private boolean restart;

  Partition(Path stateDir) {
    this(stateDir, 0, false);
  }

  Partition(Path stateDir, int partitions, boolean shadow) {
    ShellSettings settings = settings(() -> wall[0], partitions, shadow);
    Properties properties = properties(stateDir);
    ShellMeters shellMeters = new ShellMeters(meters);
    driver =
        new TopologyTestDriver(
            ShopperTopology.build(settings, config(), () -> new Restarting(settings, shellMeters)),
            properties,
            Instant.ofEpochMilli(START));
    log =
        driver.createInputTopic(
            TOPICS.shopperEvents(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static ShellSettings settings(
      java.util.function.LongSupplier wall, int partitions, boolean shadow) {
    return new ShellSettings(
        "beckon-test",
        "default",
        TOPICS,
        partitions,
        AbandonmentSettings.DEFAULT,
        Timeline.Release.ON_TICK,
        shadow,
        RuleFiles.readyMade().policy(),
        () -> WireCodecs.create(Map.of()),
        wall,
        new ShellSettings.Pace(
            64,
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofDays(1),
            2_000,
            Duration.ofMillis(250)),
        new ShellSettings.Limits(64 * 1024, 64, 1_000),
        CartSigner.NONE,
        Addresses.of("default", "a key for tests only"),
        Duration.ofMinutes(1));
  }

  static Topology topology(ShellSettings settings, SimpleMeterRegistry meters) {
    return ShopperTopology.build(settings, new ShellMeters(meters), config());
  }

  static Map<String, Object> config() {
    Map<String, Object> config = new HashMap<>();
    properties(Path.of("unused")).forEach((k, v) -> config.put(k.toString(), v));
    return config;
  }

  private static Properties properties(Path stateDir) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "beckon-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return properties;
  }

  /** The task begins anew, on what it has committed, before the next record. */
  void restart() {
    restart = true;
  }

  /** The processor, which Kafka Streams initializes again when it revives a task. */
  private final class Restarting implements Processor<byte[], byte[], byte[], Object> {

    private final Processor<byte[], byte[], byte[], Object> processor;
    private @Nullable ProcessorContext<byte[], Object> context;

    Restarting(ShellSettings settings, ShellMeters meters) {
      ShopperRoom room = new ShopperRoom(settings.limits().cachedShoppers());
      this.processor = new ShopperProcessor(settings, meters, room, upcoming);
    }

    @Override
    public void init(ProcessorContext<byte[], Object> given) {
      context = given;
      processor.init(given);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      if (restart) {
        restart = false;
        processor.init(Objects.requireNonNull(context));
      }
      processor.process(record);
    }

    @Override
    public void close() {
      processor.close();
    }
  }

  /** Puts the ready-made flows and policy in force. */
  Partition withReadyMadeFlows() {
    for (Rules.RuleFile file : RuleFiles.readyMade().files()) {
      activate(file.id(), 1, file.text(), file.hash());
    }
    return this;
  }

  void activate(String id, int version, String text, String hash) {
    event(
        "",
        new RulesActivated(new Rules.RuleFile(id, id, text, hash).kind(), id, version, text, hash),
        0);
  }

  /** Appends an event, so many milliseconds after the start. */
  void append(ShopperEvent event, long afterStart) {
    String id = event.getShopperId();
    raw(
        id.isEmpty() ? null : id.getBytes(StandardCharsets.UTF_8),
        codec.encode(TOPICS.shopperEvents(), event),
        afterStart);
  }

  void event(String shopperId, Object payload, long afterStart) {
    append(
        new ShopperEvent(
            java.util.UUID.randomUUID().toString(),
            START + afterStart,
            shopperId,
            "test",
            false,
            payload),
        afterStart);
  }

  /** Appends any bytes. */
  void raw(byte @Nullable [] key, byte @Nullable [] value, long afterStart) {
    log.pipeInput(
        new TestRecord<>(
            key, value, new RecordHeaders(), Instant.ofEpochMilli(START + afterStart)));
  }

  /** Writes a product into the catalog; every instance has it at once. */
  void product(Product product) {
    product(product.getProductId(), codec.encode(TOPICS.products(), product));
  }

  /** Writes any bytes into the catalog; null takes the product out of it. */
  void product(String id, byte @Nullable [] row) {
    driver
        .createInputTopic(TOPICS.products(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(id.getBytes(StandardCharsets.UTF_8), row);
  }

  /** Writes a fact, or any bytes under its id; every instance has it at once. */
  void fact(String id, byte @Nullable [] row) {
    driver
        .createInputTopic(TOPICS.shopFacts(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(id.getBytes(StandardCharsets.UTF_8), row);
  }

  /** Writes a fact. */
  void fact(ShopFact fact) {
    fact(fact.getFactId(), codec.encode(TOPICS.shopFacts(), fact));
  }

  byte[] bytes(ShopperEvent event) {
    return codec.encode(TOPICS.shopperEvents(), event);
  }

  /** Lets the wall clock reach a time after the start: the task may append a tick. */
  void wallClock(long afterStart) {
    wall[0] = START + afterStart;
    driver.advanceWallClockTime(Duration.ofMillis(250));
  }

  List<AbandonmentTrigger> triggers() {
    return read(TOPICS.abandonmentTriggers(), AbandonmentTrigger.class);
  }

  List<SendCommand> commands() {
    return read(TOPICS.sendCommands(), SendCommand.class);
  }

  List<Decision> decisions() {
    return read(TOPICS.decisions(), Decision.class);
  }

  List<Task> tasks() {
    return read(TOPICS.tasks(), Task.class);
  }

  /** What the topic {@code contacts} was told, in order. */
  List<Contact> contacts() {
    return read(TOPICS.contacts(), Contact.class);
  }

  /** Facts for measurement, and time marks, in order. */
  List<OutcomeEvent> outcomes() {
    return outcomeRecords().stream().flatMap(told -> Moments.apart(told).stream()).toList();
  }

  /** The same as they are written: the facts of one decision together. */
  List<OutcomeEvent> outcomeRecords() {
    return read(TOPICS.outcomes(), OutcomeEvent.class);
  }

  List<DeadLetter> deadLetters() {
    return read(TOPICS.deadLetters(), DeadLetter.class);
  }

  List<TestRecord<byte[], byte[]>> records(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
    return records(topic).stream()
        .map(record -> codec.decode(topic, record.headers(), record.value(), type))
        .toList();
  }

  double count(String meter) {
    return meters.find(meter).functionCounters().stream().mapToDouble(c -> c.count()).sum();
  }

  @Override
  public void close() {
    driver.close();
  }
}
