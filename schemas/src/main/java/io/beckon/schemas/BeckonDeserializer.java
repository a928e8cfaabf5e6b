package io.beckon.schemas;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * For consumers of Beckon's topics without a registry. Set it as {@code value.deserializer}.
 *
 * <p>It returns the record of the contract that the bytes name. With {@value #TYPE_CONFIG} it
 * accepts only that type. What cannot be read throws {@link UnreadablePayload}.
 */
public final class BeckonDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  /** Optional: the simple name of the only type to accept, for example {@code SendCommand}. */
  public static final String TYPE_CONFIG = "beckon.value.type";

  private static final String CONTRACT = "io.beckon.contract.";

  private final ThreadLocal<SingleObjectCodec> codec =
      ThreadLocal.withInitial(SingleObjectCodec::new);
  private @Nullable Class<T> type;

  /** Used by Kafka, which then configures it. */
  public BeckonDeserializer() {}

  /** Accepts only records of this type. */
  public BeckonDeserializer(Class<T> type) {
    this.type = type;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    Object name = configs.get(TYPE_CONFIG);
    if (name != null) {
      Class<? extends SpecificRecord> named = ContractTypes.byName(CONTRACT + name);
      if (named == null) {
        throw new ConfigException(
            TYPE_CONFIG,
            name,
            "must be one of " + ContractTypes.ALL.stream().map(Class::getSimpleName).toList());
      }
      type = asType(named);
    }
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    return deserialize(topic, new RecordHeaders(), bytes);
  }

  @Override
  public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    Class<T> expected = type;
    return codec
        .get()
        .decode(topic, headers, bytes, expected != null ? expected : writtenType(bytes, headers));
  }

  private Class<T> writtenType(byte[] bytes, Headers headers) {
    long written = SingleObject.fingerprintOf(Framing.requireSingleObject(bytes, headers));
    Class<? extends SpecificRecord> current = ContractTypes.byFingerprint(written);
    if (current == null) {
      Schema old = ReleasedSchemas.bundled().findByFingerprint(written);
      current = old == null ? null : ContractTypes.byName(old.getFullName());
    }
    if (current == null) {
      throw SingleObject.unknownSchema(written);
    }
    return asType(current);
  }

  @SuppressWarnings("unchecked") // the caller's T is a claim, as with every Kafka deserializer
  private Class<T> asType(Class<? extends SpecificRecord> named) {
    return (Class<T>) named;
  }
}
