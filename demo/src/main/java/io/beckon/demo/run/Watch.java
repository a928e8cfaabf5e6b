package io.beckon.demo.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.TopicsConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the log and the outputs as anybody could: what is committed, and nothing else. */
final class Watch implements AutoCloseable {

  /** Gets what was read; within a poll causes come before effects. */
  interface Listener {
    void event(ConsumerRecord<byte[], byte[]> where, ShopperEvent event);

    void trigger(AbandonmentTrigger trigger);

    void decision(Decision decision);

    void command(SendCommand command, int partition);

    void task(Task task);

    void deadLetter(DeadLetter letter);
  }

  private final TopicsConfig topics;
  private final Listener listener;
  private final WireCodec codec;
  private final KafkaConsumer<byte[], byte[]> consumer;

  Watch(BeckonConfig config, Listener listener) {
    this.topics = config.topics();
    this.listener = listener;
    this.codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
    Map<String, Object> properties = config.kafka().consumerProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : inOrder()) {
      for (int partition = 0; partition < topics.partitions(); partition++) {
        partitions.add(new TopicPartition(topic, partition));
      }
    }
    consumer.assign(partitions);
  }

  /** Reads what is there, or waits for it. */
  void poll(Duration wait) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
    for (String topic : inOrder()) {
      for (ConsumerRecord<byte[], byte[]> record : records.records(topic)) {
        read(topic, record);
      }
    }
  }

  private List<String> inOrder() {
    return List.of(
        topics.shopperEvents(),
        topics.abandonmentTriggers(),
        topics.decisions(),
        topics.sendCommands(),
        topics.tasks(),
        topics.deadLetters());
  }

  private void read(String topic, ConsumerRecord<byte[], byte[]> record) {
    if (topic.equals(topics.shopperEvents())) {
      listener.event(record, decode(record, ShopperEvent.class));
    } else if (topic.equals(topics.abandonmentTriggers())) {
      listener.trigger(decode(record, AbandonmentTrigger.class));
    } else if (topic.equals(topics.decisions())) {
      listener.decision(decode(record, Decision.class));
    } else if (topic.equals(topics.sendCommands())) {
      listener.command(decode(record, SendCommand.class), record.partition());
    } else if (topic.equals(topics.tasks())) {
      listener.task(decode(record, Task.class));
    } else {
      listener.deadLetter(decode(record, DeadLetter.class));
    }
  }

  private <T extends SpecificRecord> T decode(
      ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    return codec.decode(record.topic(), record.headers(), record.value(), type);
  }

  @Override
  public void close() {
    consumer.close();
    codec.close();
  }
}
