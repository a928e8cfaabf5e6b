package io.beckon.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * For producers to Beckon's topics without a registry: writes any record of the contract as the
 * topics hold it. Set it as {@code value.serializer}; it needs no configuration.
 */
public final class BeckonSerializer<T extends SpecificRecord> implements Serializer<T> {
  /** A producer calls its serializer from any thread. */
  private final ThreadLocal<SingleObjectCodec> codec =
      ThreadLocal.withInitial(SingleObjectCodec::new);

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    return value == null ? null : codec.get().encode(topic, value);
  }
}
