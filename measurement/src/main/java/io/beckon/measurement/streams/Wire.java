package io.beckon.measurement.streams;

import io.beckon.contract.OutcomeEvent;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The contract's bytes, for threads that share one serde: a codec belongs to one of them. */
final class Wire {

  private final ThreadLocal<WireCodec> codecs;

  Wire(Supplier<WireCodec> codecs) {
    this.codecs = ThreadLocal.withInitial(codecs);
  }

  /**
   * What stands in a record of {@code outcomes}: an outcome, or why there is none.
   *
   * @param event null when it could not be read
   * @param bytes the record's value
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes as they were read; nobody compares them
  record Read(
      @Nullable OutcomeEvent event, byte @Nullable [] bytes, @Nullable UnreadablePayload error) {}

  /** Reads outcomes; what is none does not stop the application. */
  Serde<Read> outcomes() {
    return Serdes.serdeFrom(
        (topic, read) -> read.bytes(),
        new Deserializer<Read>() {
          @Override
          public Read deserialize(String topic, byte[] bytes) {
            throw new UnsupportedOperationException("records have headers");
          }

          @Override
          public Read deserialize(String topic, Headers headers, byte[] bytes) {
            try {
              return new Read(
                  codecs.get().decode(topic, headers, bytes, OutcomeEvent.class), bytes, null);
            } catch (UnreadablePayload e) {
              return new Read(null, bytes, e);
            }
          }
        });
  }

  /** Writes records of the contract; nobody reads them here. */
  <T extends SpecificRecord> Serde<T> written() {
    Serializer<T> serializer = (topic, record) -> codecs.get().encode(topic, record);
    return Serdes.serdeFrom(
        serializer,
        (topic, bytes) -> {
          throw new UnsupportedOperationException(topic + " is only written");
        });
  }
}
