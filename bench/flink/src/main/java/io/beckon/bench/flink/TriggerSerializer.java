package io.beckon.bench.flink;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.TriggerKind;
import io.beckon.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes an abandonment as the contract has it. */
final class TriggerSerializer implements KafkaRecordSerializationSchema<Abandonment> {

  private static final long serialVersionUID = 1L;

  private final String topic;

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  private transient SingleObjectCodec codec;

  TriggerSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    codec = new SingleObjectCodec();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Abandonment abandonment, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic,
        abandonment.shopper().getBytes(StandardCharsets.UTF_8),
        codec.encode(topic, trigger(abandonment)));
  }

  private static AbandonmentTrigger trigger(Abandonment abandonment) {
    long at = OpenCart.dueAt(abandonment.idleSince(), abandonment.checkout());
    TriggerKind kind = abandonment.checkout() ? TriggerKind.CHECKOUT : TriggerKind.CART;
    String name = kind + "/" + abandonment.shopper() + "/" + abandonment.idleSince();
    return AbandonmentTrigger.newBuilder()
        .setTriggerId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString())
        .setKind(kind)
        .setShopperId(abandonment.shopper())
        .setDueAt(at - OpenCart.SETTLE)
        .setIdleSince(abandonment.idleSince())
        .setAt(at)
        .setItems(List.of())
        .build();
  }
}
