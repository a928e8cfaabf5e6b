package io.beckon.schemas;

import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's wire format, magic byte 0 and a 4-byte schema id, written and read by whichever Kafka
 * serializer and deserializer configuration names. Bytes that these should not see are refused
 * first, and what they throw is told apart: the record's fault, or the registry's.
 */
public final class RegistryCodec implements WireCodec {
  private final Serializer<Object> serializer;
  private final Deserializer<Object> deserializer;

  RegistryCodec(Serializer<Object> serializer, Deserializer<Object> deserializer) {
    ContractTrust.grant();
    this.serializer = serializer;
    this.deserializer = deserializer;
  }

  static RegistryCodec create(RegistrySettings settings) {
    Serializer<Object> serializer = settings.serializer();
    try {
      return new RegistryCodec(serializer, settings.deserializer());
    } catch (ConfigException e) {
      serializer.close();
      throw e;
    }
  }

  @Override
  public byte[] encode(String topic, SpecificRecord value) {
    byte[] bytes;
    try {
      bytes = serializer.serialize(topic, value);
    } catch (RuntimeException e) {
      throw RegistryFailures.whileWriting(e, value.getClass(), topic);
    }
    if (bytes == null
        || bytes.length < Framing.REGISTRY_HEADER
        || bytes[0] != Framing.REGISTRY_MAGIC) {
      throw new SerializationException(
          "%s does not write magic byte 0 and a schema id, which readers of %s expect. Let it write"
                  .formatted(serializer.getClass().getName(), topic)
              + " the id into the payload, as 4 bytes.");
    }
    return bytes;
  }

  @Override
  public <T extends SpecificRecord> T decode(
      String topic, Headers headers, byte @Nullable [] bytes, Class<T> type) {
    byte[] framed = Framing.requireRegistry(bytes, headers);
    Object value;
    try {
      // Fresh headers: a deserializer may look for ids in them, or leave some.
      value = deserializer.deserialize(topic, new RecordHeaders(), framed);
    } catch (RuntimeException e) {
      throw RegistryFailures.whileReading(e, framed, type);
    }
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    if (value instanceof IndexedRecord other) {
      if (other.getSchema().getFullName().equals(type.getName())) {
        return GenericForm.convert(other, type);
      }
      throw SingleObject.wrongType(other.getSchema().getName(), type);
    }
    throw SingleObject.wrongType(value == null ? "null" : value.getClass().getSimpleName(), type);
  }

  @Override
  public void close() {
    try (deserializer) {
      serializer.close();
    } catch (RuntimeException e) {
      // Promised: what fails in closing a connection changes nothing any more.
    }
  }
}
