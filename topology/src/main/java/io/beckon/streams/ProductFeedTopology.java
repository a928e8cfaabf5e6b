package io.beckon.streams;

import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.catalog.ProductChanges;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small application beside the main job: it reads the catalog, compares each product with what it
 * was, and appends what shoppers may have to be told of to every partition of the log, once.
 *
 * <pre>
 * products ──► product-changes ──► shopper-events, all partitions
 * </pre>
 */
public final class ProductFeedTopology {

  /** The products as they were. */
  static final String STORE = "known-products";

  private static final Logger LOG = LoggerFactory.getLogger(ProductFeedTopology.class);
  private static final String SOURCE = "products";
  private static final String PROCESSOR = "product-changes";
  private static final String SINK = "shopper-events";

  private ProductFeedTopology() {}

  /** Builds the topology. */
  public static Topology build(
      TopicNames topics, Supplier<WireCodec> codecs, Map<String, ?> streamsConfig) {
    Topology topology = new Topology(new TopologyConfig(new StreamsConfig(streamsConfig)));
    topology.addSource(
        AutoOffsetReset.earliest(),
        SOURCE,
        new RecordTimes(),
        Serdes.Bytes().deserializer(),
        new ByteArrayDeserializer(),
        topics.products());
    topology.addProcessor(PROCESSOR, () -> new Changes(topics, codecs.get()), SOURCE);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingEnabled(
                Map.of(
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    Long.toString(Long.MAX_VALUE)))
            .withCachingDisabled(),
        PROCESSOR);
    topology.addSink(
        SINK,
        topics.shopperEvents(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        new ToAll(),
        PROCESSOR);
    return topology;
  }

  /** Sends a record to every partition. */
  private static final class ToAll implements StreamPartitioner<byte[], byte[]> {
    @Override
    public Optional<Set<Integer>> partitions(
        String topic, byte[] key, byte[] value, int numPartitions) {
      return Optional.of(
          IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet()));
    }
  }

  private static final class Changes extends ContextualProcessor<Bytes, byte[], byte[], byte[]> {

    private final TopicNames topics;
    private final WireCodec codec;

    Changes(TopicNames topics, WireCodec codec) {
      this.topics = topics;
      this.codec = codec;
    }

    @Override
    public void process(Record<Bytes, byte[]> record) {
      if (record.key() == null) {
        return;
      }
      KeyValueStore<Bytes, byte[]> known = context().getStateStore(STORE);
      byte[] before = known.get(record.key());
      Product now = decode(record.key(), record.value());
      if (now == null && record.value() != null) {
        return;
      }
      known.put(record.key(), record.value());
      if (now == null) {
        return;
      }
      ProductChanged change =
          ProductChanges.between(decode(record.key(), before), now, record.timestamp());
      if (change != null) {
        ShopperEvent event =
            new ShopperEvent(
                ProductChanges.id(change, record.timestamp()),
                record.timestamp(),
                "",
                "products",
                false,
                change);
        context()
            .forward(
                new Record<>(
                    (byte[]) null,
                    codec.encode(topics.shopperEvents(), event),
                    record.timestamp()));
      }
    }

    private @Nullable Product decode(Bytes key, byte @Nullable [] row) {
      try {
        return row == null
            ? null
            : codec.decode(topics.products(), new RecordHeaders(), row, Product.class);
      } catch (UnreadablePayload e) {
        LOG.warn(
            "Product '{}' in {} can't be read, so what changed is not told: {}",
            key,
            topics.products(),
            e.getMessage());
        return null;
      }
    }

    @Override
    public void close() {
      codec.close();
    }
  }
}
