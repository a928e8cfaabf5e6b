package io.beckon.demo.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.SendCommand;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The commands that are written from now on, as a sender reads them: committed, and nothing else.
 */
final class Letters implements AutoCloseable {

  private final String topic;
  private final WireCodec codec;
  private final KafkaConsumer<byte[], byte[]> consumer;

  Letters(BeckonConfig config) {
    this.topic = config.topics().sendCommands();
    this.codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
    Map<String, Object> properties = config.kafka().consumerProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking is lazy: what comes after this is ours
  }

  /** Hands over what is there, or waits for it; returns how many. */
  int poll(Duration wait, Consumer<SendCommand> reader) {
    int read = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      reader.accept(codec.decode(topic, record.headers(), record.value(), SendCommand.class));
      read++;
    }
    return read;
  }

  @Override
  public void close() {
    consumer.close();
    codec.close();
  }
}
