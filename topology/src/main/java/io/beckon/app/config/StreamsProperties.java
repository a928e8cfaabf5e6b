package io.beckon.app.config;

import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What Kafka Streams is configured with. The topology adds its own: serdes, handlers, RocksDB.
 *
 * <p>{@code ensure.explicit.internal.resource.naming} and {@code processor.wrapper.class} act only
 * when these properties also reach the topology, as {@code new TopologyConfig(new
 * StreamsConfig(properties))}.
 */
public final class StreamsProperties {

  private StreamsProperties() {}

  /**
   * A new copy for a topology each of whose tasks reads a single partition: there is none to wait
   * for, so Kafka Streams need not look with each record whether another one has something to read.
   * Secrets in the clear: never print it.
   */
  public static Properties ofOneInput(BeckonConfig config) {
    Properties properties = of(config);
    properties.putIfAbsent(
        StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    return properties;
  }

  /** A new copy, to add to. Secrets in the clear: never print it. */
  public static Properties of(BeckonConfig config) {
    Properties properties = new Properties();
    usual(properties, config);
    passedThrough(properties, config.kafka());
    chosen(properties, config);
    return properties;
  }

  /**
   * May be overridden with what is passed through. Measured: batches compressed by zstd's first
   * level have a fifth fewer bytes than by lz4, for a hundredth of an event's time. The client's id
   * is the same after a restart: threads, and the series of their metrics, are named after it, and
   * by itself it would be a random one.
   */
  private static void usual(Properties properties, BeckonConfig config) {
    properties.put(
        StreamsConfig.CLIENT_ID_CONFIG,
        config.app().applicationId() + "-" + instance(config).orElse("instance"));
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG), 1);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
    properties.put("processing.exception.handler.global.enabled", true);
  }

  private static void passedThrough(Properties properties, KafkaConfig kafka) {
    properties.putAll(kafka.common().values());
    kafka
        .producer()
        .values()
        .forEach((name, value) -> properties.put(StreamsConfig.producerPrefix(name), value));
    kafka
        .consumer()
        .values()
        .forEach((name, value) -> properties.put(StreamsConfig.consumerPrefix(name), value));
    kafka
        .admin()
        .values()
        .forEach((name, value) -> properties.put(StreamsConfig.adminClientPrefix(name), value));
    properties.putAll(kafka.streams().values());
  }

  private static void chosen(Properties properties, BeckonConfig config) {
    ProcessingConfig processing = config.processing();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.app().applicationId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, config.state().dir().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, processing.threads());
    properties.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, processing.longestCommitInterval().toMillis());
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(processing.transactionTimeout().toMillis()));
    properties.put(
        StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) config.topics().replicationFactor());
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        config.limits().deadLetterBytes());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        Integer.toString(config.limits().deadLetterBytes()));
    if (config.topics().timestamps() == LogTimestamps.CREATE) {
      properties.put(
          StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
          Long.toString(Long.MAX_VALUE));
    }
    config
        .http()
        .application()
        .ifPresent(server -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server));
    membership(properties, processing);
  }

  /** The name of this instance: that of its static membership, or one made of its place. */
  public static Optional<String> instance(BeckonConfig config) {
    return config
        .processing()
        .groupInstanceId()
        .or(() -> InstanceName.ofPlace(config.state().dir()));
  }

  private static void membership(Properties properties, ProcessingConfig processing) {
    if (processing.groupProtocol() == GroupProtocol.STREAMS) {
      properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
      return;
    }
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, processing.standbyReplicas());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        Math.toIntExact(processing.sessionTimeout().toMillis()));
    processing
        .groupInstanceId()
        .ifPresent(
            name ->
                properties.put(
                    StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
  }
}
