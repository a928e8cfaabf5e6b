package io.beckon.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;

/** {@link BeckonSerializer} and {@link BeckonDeserializer}, for Kafka Streams applications. */
public final class BeckonSerde<T extends SpecificRecord> extends Serdes.WrapperSerde<T> {
  /** Used by Kafka Streams, which then configures it. */
  public BeckonSerde() {
    super(new BeckonSerializer<>(), new BeckonDeserializer<>());
  }

  /** Reads only records of this type. */
  public BeckonSerde(Class<T> type) {
    super(new BeckonSerializer<>(), new BeckonDeserializer<>(type));
  }
}
