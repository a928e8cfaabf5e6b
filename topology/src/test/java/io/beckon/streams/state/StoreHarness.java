package io.beckon.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.beckon.engine.shopper.Shopper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** One processor with all the stores, on Kafka's test driver, which commits after each record. */
final class StoreHarness implements AutoCloseable {

  private static final String APPLICATION = "harness";

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, String> input;
  private final Path directory;
  private @Nullable ShopperStore store;
  private final int maxShoppers;
  private @Nullable ProcessorContext<Void, Void> opened;
  private Consumer<ShopperStore> work = stores -> {};

  StoreHarness(int maxShoppers) {
    this(maxShoppers, StateStores.builders());
  }

  StoreHarness(int maxShoppers, List<StoreBuilder<?>> builders) {
    this.maxShoppers = maxShoppers;
    try {
      directory = Files.createTempDirectory("stores");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Topology topology = new Topology();
    topology.addSource("source", "events");
    topology.addProcessor("shoppers", Shoppers::new, "source");
    builders.forEach(builder -> topology.addStateStore(builder, "shoppers"));
    driver = new TopologyTestDriver(topology, properties(directory), Instant.EPOCH);
    input = driver.createInputTopic("events", new StringSerializer(), new StringSerializer());
  }

  static Properties properties(Path directory) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    properties.put(RocksMemory.BYTES, 64L * 1024 * 1024);
    return properties;
  }

  /** Does something with the stores while a record is processed; then comes a commit. */
  void inOneCommit(Consumer<ShopperStore> action) {
    work = action;
    input.pipeInput("key", "value", 0L);
  }

  /** Changes one shopper; then comes a commit. */
  void change(String id, Consumer<Shopper> change) {
    inOneCommit(opened -> change.accept(opened.get(id)));
  }

  /** Everything in memory forgotten, the parts of a shopper as the stores have them. */
  Shopper.Parts stored(String id) {
    Map<String, Shopper.Parts> found = new HashMap<>();
    inOneCommit(
        opened -> {
          opened.clear();
          found.put(id, opened.get(id).parts());
        });
    return found.getOrDefault(id, Shopper.Parts.EMPTY);
  }

  ShopperStore store() {
    if (store == null) {
      throw new IllegalStateException("not opened");
    }
    return store;
  }

  KeyValueStore<String, byte[]> rows(Part part) {
    return driver.getKeyValueStore(part.store());
  }

  KeyValueStore<Bytes, byte[]> timers() {
    return driver.getKeyValueStore(StoreNames.TIMERS);
  }

  KeyValueStore<Bytes, byte[]> interests() {
    return driver.getKeyValueStore(StoreNames.PRODUCT_INTEREST);
  }

  /** Opens the stores anew, as a task that starts on them does. */
  void open() {
    store = ShopperStore.open(context(), () -> maxShoppers);
  }

  /** Changelog records since the last call, by store; a deletion has no value. */
  Map<String, List<TestRecord<byte[], byte[]>>> changelogs() {
    Map<String, List<TestRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    for (String name : StateStores.names()) {
      String topic = APPLICATION + "-" + name + "-changelog";
      if (driver.producedTopicNames().contains(topic)) {
        List<TestRecord<byte[], byte[]>> fresh =
            driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        if (!fresh.isEmpty()) {
          records.put(name, fresh);
        }
      }
    }
    return records;
  }

  /** Puts changelog records into the stores, as a restore would. */
  void restore(Map<String, List<TestRecord<byte[], byte[]>>> changelogs) {
    changelogs.forEach(
        (name, records) -> {
          if (name.equals(StoreNames.TIMERS) || name.equals(StoreNames.PRODUCT_INTEREST)) {
            KeyValueStore<Bytes, byte[]> rows = driver.getKeyValueStore(name);
            records.forEach(record -> rows.put(Bytes.wrap(record.key()), record.value()));
          } else {
            KeyValueStore<String, byte[]> rows = driver.getKeyValueStore(name);
            records.forEach(record -> rows.put(new String(record.key(), UTF_8), record.value()));
          }
        });
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessorContext<Void, Void> context() {
    return requireNonNull(opened, "not opened");
  }

  private final class Shoppers implements Processor<String, String, Void, Void> {

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      opened = context;
      open();
    }

    @Override
    public void process(Record<String, String> record) {
      work.accept(store());
    }
  }
}
