package io.beckon.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.Channel;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.TimeMark;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes of the weeks before, as a main job writes them: of each sort of cart one that was won
 * back and one that was lost, and messages that came to each end that a message may come to. The
 * latest is hours old.
 */
final class PastWeeks implements AutoCloseable {

  private final Instant end = Instant.now().minus(Duration.ofHours(3));
  private final String topic;
  private final int partitions;
  private final WireCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;

  PastWeeks(BeckonConfig config) {
    topic = config.topics().outcomes();
    partitions = config.topics().partitions();
    codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
    producer =
        new KafkaProducer<>(
            config.kafka().producerProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void tell() {
    mark(end.minus(Duration.ofDays(20)));
    for (TriggerKind kind : List.of(TriggerKind.CART, TriggerKind.CHECKOUT, TriggerKind.BROWSE)) {
      for (String fate : List.of("lost", "won")) {
        Instant left = end.minus(Duration.ofDays(12));
        write(
            kind + fate,
            left,
            TriggerSeen.newBuilder()
                .setTriggerId(kind + fate)
                .setKind(kind)
                .setIdleSince(left.minus(Duration.ofHours(1)).toEpochMilli())
                .build());
      }
      write(kind + "won", end.minus(Duration.ofDays(11)), order(kind + "won"));
    }
    mark(end.minus(Duration.ofDays(2)));
    for (TouchKind kind :
        List.of(
            TouchKind.SENT,
            TouchKind.DELIVERED,
            TouchKind.OPENED,
            TouchKind.CLICKED,
            TouchKind.BOUNCED,
            TouchKind.FAILED,
            TouchKind.UNSUBSCRIBED,
            TouchKind.COMPLAINED)) {
      write(
          "ann",
          end.minus(Duration.ofDays(1)),
          Touched.newBuilder()
              .setKind(kind)
              .setChannel(Channel.EMAIL)
              .setCommandId("message")
              .setFlow("cart-recovery")
              .setFlowVersion(1)
              .setStep("first")
              .setPurpose(Purpose.RECOVERY)
              .setSentAt(end.minus(Duration.ofDays(1)).toEpochMilli())
              .build());
    }
    write(
        "ann",
        end.minus(Duration.ofHours(3)),
        TriggerSeen.newBuilder()
            .setTriggerId("open")
            .setKind(TriggerKind.CART)
            .setIdleSince(end.minus(Duration.ofHours(4)).toEpochMilli())
            .build());
    write("ann", end.minus(Duration.ofHours(2)), order("ann"));
    mark(end);
    producer.flush();
  }

  private static OrderSeen order(String id) {
    return OrderSeen.newBuilder()
        .setOrderId(id)
        .setValue(4_200L)
        .setCurrency("EUR")
        .setOrdinal(1)
        .build();
  }

  /** The time, in each partition. */
  private void mark(Instant at) {
    for (int partition = 0; partition < partitions; partition++) {
      send(partition, "", event("", at, new TimeMark(partition)));
    }
  }

  /**
   * Another mark of the latest time: a join tells what has come to nothing once a second, when
   * something comes.
   */
  void goOn() {
    mark(end);
    producer.flush();
  }

  /** What nobody can read. */
  void spoil() {
    var unused = producer.send(new ProducerRecord<>(topic, "ann".getBytes(UTF_8), new byte[3]));
    producer.flush();
  }

  private void write(String shopper, Instant at, Object fact) {
    send(null, shopper, event(shopper, at, fact));
  }

  private static OutcomeEvent event(String shopper, Instant at, Object fact) {
    long millis = at.toEpochMilli();
    return new OutcomeEvent(millis, millis, shopper, false, List.of(), fact, List.of(), null);
  }

  private void send(@Nullable Integer partition, String shopper, OutcomeEvent event) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic,
                partition,
                event.getAt(),
                shopper.getBytes(UTF_8),
                codec.encode(topic, event)));
  }

  @Override
  public void close() {
    producer.close();
    codec.close();
  }
}
