package io.beckon.bench.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.bench.report.Latencies;
import io.beckon.bench.workload.LiveLoad;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.TriggerKind;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A reader of triggers and commands who sees only what is committed, and notes when. A trigger says
 * when its command is due by the log's own time.
 */
final class LiveWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final WireCodec codec;
  private final String triggerTopic;
  private final Latencies commands;
  private final Latencies fromLog;
  private final Latencies triggers;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::watch, "bench-watch");
  private volatile boolean stopped;

  LiveWatch(BeckonConfig config, Latencies commands, Latencies fromLog, Latencies triggers) {
    this.commands = commands;
    this.fromLog = fromLog;
    this.triggers = triggers;
    this.triggerTopic = config.topics().abandonmentTriggers();
    this.codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
    Map<String, Object> properties = config.kafka().consumerProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(triggerTopic, config.topics().sendCommands())
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(at -> new TopicPartition(at.topic(), at.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  void start() {
    thread.start();
  }

  void fail() {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("The commands could not be read", failed);
    }
  }

  private void watch() {
    try {
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          note(record, System.currentTimeMillis());
        }
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record, long now) {
    int shopper =
        Integer.parseInt(new String(record.key(), StandardCharsets.US_ASCII).substring(1));
    if (shopper < LiveLoad.FIRST_LEAVER) {
      return;
    }
    if (!record.topic().equals(triggerTopic)) {
      commands.seen(shopper, now);
      fromLog.seen(shopper, now);
      return;
    }
    AbandonmentTrigger trigger =
        codec.decode(record.topic(), record.headers(), record.value(), AbandonmentTrigger.class);
    if (trigger.getKind() == TriggerKind.CART) {
      long due = trigger.getAt();
      fromLog.due(shopper, due);
      triggers.due(shopper, due);
      triggers.seen(shopper, now);
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    codec.close();
  }
}
