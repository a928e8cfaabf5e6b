package io.beckon.schemas;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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
 * first, and what they throw is told apart: the record's fault, or the registry's. They are spared
 * the records in our own schema once it is known which id that has.
 */
public final class RegistryCodec implements WireCodec {
  private final Serializer<Object> serializer;
  private final Deserializer<Object> deserializer;
  private final @Nullable OwnSchemaIds ids;
  private final Map<Target, byte[]> headers = new HashMap<>();

  RegistryCodec(Serializer<Object> serializer, Deserializer<Object> deserializer) {
    this(serializer, deserializer, null);
  }

  /**
   * @param ids if what they know need not pass the serializer and the deserializer
   */
  RegistryCodec(
      Serializer<Object> serializer,
      Deserializer<Object> deserializer,
      @Nullable OwnSchemaIds ids) {
    ContractTrust.grant();
    this.serializer = serializer;
    this.deserializer = deserializer;
    this.ids = ids;
  }

  static RegistryCodec create(RegistrySettings settings) {
    Serializer<Object> serializer = settings.serializer();
    try {
      Deserializer<Object> generic = settings.genericDeserializer();
      return new RegistryCodec(
          serializer, settings.deserializer(), generic == null ? null : new OwnSchemaIds(generic));
    } catch (ConfigException e) {
      serializer.close();
      throw e;
    }
  }

  @Override
  public byte[] encode(String topic, SpecificRecord value) {
    return encode(topic, value, value.getClass());
  }

  private <T extends SpecificRecord> byte[] encode(
      String topic, SpecificRecord value, Class<T> type) {
    if (ids == null) {
      return serialized(topic, value);
    }
    Target target = new Target(topic, type);
    byte[] header = headers.get(target);
    if (header != null) {
      OwnSchema<T> own = ids.of(type).format();
      try {
        return own.encode(header, type.cast(value));
      } catch (SerializationException e) {
        // The serializer says it in its own words.
        return serialized(topic, value);
      }
    }
    byte[] bytes = serialized(topic, value);
    OwnSchema<T> own = ids.find(topic, bytes, type);
    if (own != null) {
      byte[] written = Arrays.copyOf(bytes, Framing.REGISTRY_HEADER);
      if (Arrays.equals(own.encode(written, type.cast(value)), bytes)) {
        headers.put(target, written);
      }
    }
    return bytes;
  }

  private byte[] serialized(String topic, SpecificRecord value) {
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
    OwnSchema<T> own = ids == null ? null : ids.find(topic, framed, type);
    if (own != null) {
      try {
        return own.decode(framed, Framing.REGISTRY_HEADER);
      } catch (UnreadablePayload e) {
        // The deserializer says it in its own words.
        return deserialized(topic, framed, type);
      }
    }
    return deserialized(topic, framed, type);
  }

  private <T extends SpecificRecord> T deserialized(String topic, byte[] framed, Class<T> type) {
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
    try (ids;
        deserializer) {
      serializer.close();
    } catch (RuntimeException e) {
      // Promised: what fails in closing a connection changes nothing any more.
    }
  }

  private record Target(String topic, Class<?> type) {}
}
