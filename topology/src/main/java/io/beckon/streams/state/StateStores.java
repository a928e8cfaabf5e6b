package io.beckon.streams.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds the stores of the main job: persistent, without timestamps (the rows carry their own) and
 * without Kafka's cache (the shoppers in memory are the cache; a second one would copy each row
 * twice).
 *
 * <p>Changelog topics are compacted. Compression is left to the producer, so that the broker does
 * not compress again. Their records carry log times, which in an import or an accelerated run may
 * be ahead of the broker's clock: no record may be refused for that.
 */
public final class StateStores {

  private static final int MEGABYTE = 1024 * 1024;

  /** Rows of these are replaced or deleted within hours: small segments, cleaned early. */
  private static final Set<String> SHORT_LIVED =
      Set.of(StoreNames.ACTIVITY, StoreNames.CARTS, StoreNames.SEND_QUEUE, StoreNames.TIMERS);

  private StateStores() {}

  /** The builders of all stores, the commit hook among them. */
  public static List<StoreBuilder<?>> builders() {
    List<StoreBuilder<?>> builders = new ArrayList<>();
    for (Part part : Part.values()) {
      builders.add(builder(part.store(), Serdes.String()));
    }
    builders.add(builder(StoreNames.CONTACTS, Serdes.String()));
    builders.add(builder(StoreNames.OFFER_CODES, Serdes.String()));
    builders.add(builder(StoreNames.RULES, Serdes.String()));
    builders.add(builder(StoreNames.TIMERS, Serdes.Bytes()));
    builders.add(builder(StoreNames.PRODUCT_INTEREST, Serdes.Bytes()));
    builders.add(CommitHook.builder());
    return builders;
  }

  /** The names of all stores: connect the processor to them. */
  public static String[] names() {
    return builders().stream().map(StoreBuilder::name).toArray(String[]::new);
  }

  private static <K> StoreBuilder<KeyValueStore<K, byte[]>> builder(String name, Serde<K> keys) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), keys, Serdes.ByteArray())
        .withLoggingEnabled(changelog(name))
        .withCachingDisabled();
  }

  /** Settings of a store's changelog topic. */
  static Map<String, String> changelog(String store) {
    Map<String, String> config = new HashMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
    config.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    // What a restart reads beyond the live rows is at most a segment, and the share not cleaned.
    boolean shortLived = SHORT_LIVED.contains(store);
    config.put(
        TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString((shortLived ? 32 : 64) * MEGABYTE));
    config.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, shortLived ? "0.2" : "0.3");
    return Map.copyOf(config);
  }
}
