package io.beckon.app.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.StreamsProperties;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.ProductFeedTopology;
import io.beckon.streams.state.RocksMemory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The application that tells the log of changes of products, beside the main job and in the same
 * process. Its group is that of the main job with {@link #SUFFIX}; each instance takes its share of
 * the catalog's partitions.
 */
public final class ProductFeed implements AutoCloseable {

  /** Follows the application id of the main job. */
  public static final String SUFFIX = "-products";

  /** A change that is a second old is news still; each commit is a transaction in the log. */
  private static final Duration COMMIT_EVERY = Duration.ofMillis(500);

  private final KafkaStreams streams;
  private final Duration closeTimeout;
  private volatile boolean closing;

  private ProductFeed(KafkaStreams streams, Duration closeTimeout) {
    this.streams = streams;
    this.closeTimeout = closeTimeout;
    streams.setUncaughtExceptionHandler(new ThreadRestarts(System::nanoTime));
  }

  /** A feed that has not begun. */
  public static ProductFeed create(BeckonConfig config) {
    Properties properties = StreamsProperties.of(config);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.app().applicationId() + SUFFIX);
    properties.computeIfPresent(StreamsConfig.CLIENT_ID_CONFIG, (key, id) -> id + SUFFIX);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_EVERY.toMillis());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    properties.put(RocksMemory.BYTES, config.state().rocksdbMemory());
    properties.put(RocksMemory.WRITE_BUFFER_SHARE, config.state().rocksdbWriteBufferShare());
    Map<String, Object> asMap = new HashMap<>();
    properties.forEach((name, value) -> asMap.put(name.toString(), value));
    Map<String, Object> serde = ShellSettingsFrom.codecProperties(config);
    return new ProductFeed(
        new KafkaStreams(
            ProductFeedTopology.build(
                ShellSettingsFrom.topics(config.topics()), () -> WireCodecs.create(serde), asMap),
            properties),
        config.app().closeTimeout());
  }

  /** Kafka Streams' state, for health; one that was told to stop has not failed. */
  public KafkaStreams.State health() {
    return closing ? KafkaStreams.State.PENDING_SHUTDOWN : streams.state();
  }

  /** Begins to work; returns at once. */
  public void start() {
    streams.start();
  }

  @Override
  public void close() {
    closing = true;
    streams.close(
        CloseOptions.timeout(closeTimeout)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
  }
}
