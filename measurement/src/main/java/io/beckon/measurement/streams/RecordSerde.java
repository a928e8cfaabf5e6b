package io.beckon.measurement.streams;

import io.beckon.schemas.StateCodec;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records in the application's own stores: single-object encoding, so that what an earlier release
 * stored can be read. Kafka Streams shares it between threads; a codec belongs to one.
 */
final class RecordSerde<T extends SpecificRecord> implements Serde<T> {

  private final ThreadLocal<StateCodec<T>> codecs;

  RecordSerde(Class<T> type) {
    this.codecs = ThreadLocal.withInitial(() -> StateCodec.of(type));
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, record) -> record == null ? null : codecs.get().encode(record);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : codecs.get().decode(bytes);
  }
}
