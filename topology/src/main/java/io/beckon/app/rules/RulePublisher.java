package io.beckon.app.rules;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.Writes;
import io.beckon.contract.RuleDefinition;
import io.beckon.contract.RuleKind;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Publishes definitions: each as a new version in the flows topic, then into every partition of the
 * event log, where it takes effect, then as the head. A publication that was cut short is completed
 * by running it again: versions that were written already are found and kept.
 *
 * <p>Two people who publish at the same moment can get the same version; the second definition then
 * lands in dead letters with the advice to publish it again.
 */
public final class RulePublisher {

  private static final String WHAT = "a definition";
  private static final String AGAIN = "what was written is found and kept";

  /** What became of a definition: its version, and whether it is new. */
  public record Published(String id, int version, boolean changed) {}

  private final BeckonConfig config;
  private final KafkaProducer<byte[], byte[]> producer;
  private final WireCodec codec;
  private final LongSupplier clock;

  private RulePublisher(
      BeckonConfig config,
      KafkaProducer<byte[], byte[]> producer,
      WireCodec codec,
      LongSupplier clock) {
    this.config = config;
    this.producer = producer;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Publishes what differs from what is in force.
   *
   * @param by who publishes, as they say; kept with the definition
   * @param clock epoch milliseconds, for topics that keep the producer's time
   * @throws CommandFailedException when something could not be written
   */
  public static List<Published> publish(
      BeckonConfig config, List<Rules.RuleFile> files, Optional<String> by, LongSupplier clock) {
    PublishedRules known = PublishedRules.read(config, new ArrayList<>());
    try (KafkaProducer<byte[], byte[]> producer = Writes.producer(config.kafka());
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      RulePublisher publisher = new RulePublisher(config, producer, codec, clock);
      List<Published> published = new ArrayList<>();
      for (Rules.RuleFile file : files) {
        published.add(publisher.publish(file, known, by));
      }
      return published;
    }
  }

  private Published publish(Rules.RuleFile file, PublishedRules known, Optional<String> by) {
    RuleDefinition head = known.head(file.id());
    if (head != null && head.getHash().equals(file.hash())) {
      return new Published(file.id(), head.getVersion(), false);
    }
    RuleDefinition latest = known.latest(file.id());
    boolean resumed = latest != null && latest.getHash().equals(file.hash());
    int version = latest == null ? 1 : resumed ? latest.getVersion() : latest.getVersion() + 1;
    RuleKind kind = file.kind();
    write(file.id() + "@" + version, definition(kind, file, version, file.text(), by));
    activate(kind, file, version);
    write(file.id(), definition(kind, file, version, null, by));
    return new Published(file.id(), version, true);
  }

  private RuleDefinition definition(
      RuleKind kind, Rules.RuleFile file, int version, @Nullable String text, Optional<String> by) {
    return RuleDefinition.newBuilder()
        .setKind(kind)
        .setId(file.id())
        .setVersion(version)
        .setDefinition(text)
        .setHash(file.hash())
        .setPublishedAt(clock.getAsLong())
        .setPublishedBy(by.orElse(null))
        .build();
  }

  private void write(String key, RuleDefinition definition) {
    String topic = config.topics().flows();
    Writes.await(
        producer.send(
            new ProducerRecord<>(
                topic,
                null,
                clock.getAsLong(),
                key.getBytes(StandardCharsets.UTF_8),
                codec.encode(topic, definition))),
        WHAT,
        AGAIN);
  }

  private void activate(RuleKind kind, Rules.RuleFile file, int version) {
    String topic = config.topics().shopperEvents();
    long now = clock.getAsLong();
    ShopperEvent event =
        ShopperEvent.newBuilder()
            .setEventId("rules:" + file.id() + "@" + version)
            .setOccurredAt(now)
            .setShopperId("")
            .setSource("beckon")
            .setHistorical(false)
            .setPayload(
                RulesActivated.newBuilder()
                    .setKind(kind)
                    .setId(file.id())
                    .setVersion(version)
                    .setDefinition(file.text())
                    .setHash(file.hash())
                    .build())
            .build();
    byte[] value = codec.encode(topic, event);
    List<Future<RecordMetadata>> writes = new ArrayList<>();
    int partitions = producer.partitionsFor(topic).size();
    for (int partition = 0; partition < partitions; partition++) {
      writes.add(producer.send(new ProducerRecord<>(topic, partition, now, null, value)));
    }
    Writes.await(writes, WHAT, AGAIN);
  }
}
