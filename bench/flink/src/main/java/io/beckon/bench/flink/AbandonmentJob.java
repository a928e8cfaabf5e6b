package io.beckon.bench.flink;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The job: Kafka, a keyed function, Kafka again, exactly once.
 *
 * @param bootstrapServers of Kafka
 * @param input topic to read, from its beginning
 * @param output topic to write
 * @param id consumer group, and prefix of the transactional ids
 */
record AbandonmentJob(String bootstrapServers, String input, String output, String id) {

  /** Flink's default is an hour, which brokers refuse. */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "60000";

  /** Starts it; it ends where the input ends now. */
  JobClient start(StreamExecutionEnvironment environment) throws Exception {
    DataStream<Act> acts =
        environment.fromSource(source(), WatermarkStrategy.forMonotonousTimestamps(), "events");
    abandonments(acts).sinkTo(sink()).name("triggers").uid("triggers");
    return environment.executeAsync(id);
  }

  /** Every act passes the watermarks; only those on the site go on to a shopper. */
  static DataStream<Abandonment> abandonments(DataStream<Act> acts) {
    return acts.filter(Act::isOnSite)
        .name("on site")
        .keyBy(Act::shopper)
        .process(new AbandonedCarts())
        .name("carts")
        .uid("carts");
  }

  private KafkaSource<Act> source() {
    return KafkaSource.<Act>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(input)
        .setGroupId(id)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(new ActDeserializer())
        .build();
  }

  private KafkaSink<Abandonment> sink() {
    return KafkaSink.<Abandonment>builder()
        .setBootstrapServers(bootstrapServers)
        .setRecordSerializer(new TriggerSerializer(output))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(id)
        .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS)
        .build();
  }
}
