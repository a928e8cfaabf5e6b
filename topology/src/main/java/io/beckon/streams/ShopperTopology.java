package io.beckon.streams;

import io.beckon.streams.state.OldGeneration;
import io.beckon.streams.state.ShopperRoom;
import io.beckon.streams.state.StateStores;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The main job: one source, one processor that keeps each shopper, and its outputs.
 *
 * <pre>
 * shopper-events ──► shoppers ──► abandonment-triggers, send-commands, decisions, tasks,
 *       ▲               │           audience-changes, contacts, outcomes, dead-letters
 *       └── own-log ◄───┘   ticks, what shoppers and contacts tell each other, and records that
 *                           were in the wrong partition
 * </pre>
 *
 * Every node, store and internal topic is named, because names are what state is found by after an
 * upgrade.
 */
public final class ShopperTopology {

  private ShopperTopology() {}

  /**
   * Builds the topology.
   *
   * @param streamsConfig the application's Kafka Streams configuration; the parts that shape a
   *     topology are taken from it
   */
  public static Topology build(
      ShellSettings settings, ShellMeters meters, Map<String, ?> streamsConfig) {
    return build(settings, meters, streamsConfig, new Upcoming());
  }

  /**
   * As above.
   *
   * @param upcoming what the main consumer has polled, if {@link PolledRecords} tells it
   */
  public static Topology build(
      ShellSettings settings, ShellMeters meters, Map<String, ?> streamsConfig, Upcoming upcoming) {
    ShopperRoom room =
        new ShopperRoom(settings.limits().cachedShoppers(), OldGeneration.ofThisProcess());
    meters.room(room);
    return build(
        settings, streamsConfig, () -> new ShopperProcessor(settings, meters, room, upcoming));
  }

  /** The same around a processor of one's own. */
  static Topology build(
      ShellSettings settings,
      Map<String, ?> streamsConfig,
      ProcessorSupplier<byte[], byte[], byte[], Object> processors) {
    Topology topology = new Topology(new TopologyConfig(new StreamsConfig(streamsConfig)));
    topology.addSource(
        AutoOffsetReset.earliest(),
        NodeNames.SOURCE,
        new RecordTimes(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        settings.topics().shopperEvents());
    topology.addProcessor(NodeNames.PROCESSOR, processors, NodeNames.SOURCE);
    for (StoreBuilder<?> store : StateStores.builders()) {
      topology.addStateStore(store, NodeNames.PROCESSOR);
    }
    sink(topology, NodeNames.TRIGGERS, settings.topics().abandonmentTriggers());
    sink(topology, NodeNames.COMMANDS, settings.topics().sendCommands());
    sink(topology, NodeNames.DECISIONS, settings.topics().decisions());
    sink(topology, NodeNames.TASKS, settings.topics().tasks());
    sink(topology, NodeNames.AUDIENCES, settings.topics().audienceChanges());
    sink(topology, NodeNames.DEAD_LETTERS, settings.topics().deadLetters());
    sink(topology, NodeNames.CONTACTS, settings.topics().contacts());
    topology.addSink(
        NodeNames.OWN_LOG,
        settings.topics().shopperEvents(),
        new ByteArraySerializer(),
        new Envelope.ValueSerializer(),
        new Envelope.ByEnvelope(),
        NodeNames.PROCESSOR);
    topology.addSink(
        NodeNames.OUTCOMES,
        settings.topics().outcomes(),
        new ByteArraySerializer(),
        new Envelope.ValueSerializer(),
        new Envelope.ByEnvelope(),
        NodeNames.PROCESSOR);
    globalTable(
        topology,
        NodeNames.PRODUCTS_STORE,
        NodeNames.PRODUCTS_SOURCE,
        settings.topics().products(),
        NodeNames.PRODUCTS_TABLE);
    globalTable(
        topology,
        NodeNames.FLOWS_STORE,
        NodeNames.FLOWS_SOURCE,
        settings.topics().flows(),
        NodeNames.FLOWS_TABLE);
    globalTable(
        topology,
        NodeNames.FACTS_STORE,
        NodeNames.FACTS_SOURCE,
        settings.topics().shopFacts(),
        NodeNames.FACTS_TABLE);
    return topology;
  }

  /**
   * The processor alone, for one task: to be driven by a context that counts what an event costs.
   * It must be given all of {@link StateStores#names()}.
   */
  public static Processor<byte[], byte[], byte[], Object> processor(
      ShellSettings settings, ShellMeters meters) {
    ShopperRoom room = new ShopperRoom(settings.limits().cachedShoppers());
    return new ShopperProcessor(settings, meters, room, new Upcoming());
  }

  private static void sink(Topology topology, String name, String topic) {
    Serializer<byte[]> bytes = new ByteArraySerializer();
    topology.addSink(name, topic, bytes, bytes, NodeNames.PROCESSOR);
  }

  /** A compacted topic as a table in every instance; its values are decoded where they are used. */
  private static void globalTable(
      Topology topology, String store, String source, String topic, String processor) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(store), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled(),
        source,
        Serdes.Bytes().deserializer(),
        new ByteArrayDeserializer(),
        topic,
        processor,
        () -> new TableWriter(store));
  }

  /** Copies records into a table as they are, which is also what a restore does. */
  private static final class TableWriter extends ContextualProcessor<Bytes, byte[], Void, Void> {

    private final String store;

    TableWriter(String store) {
      this.store = store;
    }

    @Override
    public void process(Record<Bytes, byte[]> record) {
      if (record.key() != null) {
        KeyValueStore<Bytes, byte[]> table = context().getStateStore(store);
        table.put(record.key(), record.value());
      }
    }
  }
}
