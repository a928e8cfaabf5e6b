package io.beckon.schemas;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Makes the codec that configuration asks for. */
public final class WireCodecs {
  /** Prefix of all keys here; what follows it is passed on to the registry's serdes. */
  public static final String PREFIX = "serde.";

  /** {@value #SINGLE_OBJECT} (default) or {@value #REGISTRY}. */
  public static final String FORMAT_CONFIG = PREFIX + "format";

  /** Class of the Kafka serializer that talks to the registry. */
  public static final String SERIALIZER_CONFIG = PREFIX + "serializer";

  /** Class of the Kafka deserializer that talks to the registry. */
  public static final String DESERIALIZER_CONFIG = PREFIX + "deserializer";

  /** Value of {@link #FORMAT_CONFIG}: Avro's single-object encoding, no registry. */
  public static final String SINGLE_OBJECT = "single-object";

  /** Value of {@link #FORMAT_CONFIG}: the wire format of Confluent's and Apicurio's registries. */
  public static final String REGISTRY = "registry";

  /** Default of {@link #SERIALIZER_CONFIG}. */
  public static final String DEFAULT_SERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaSerializer";

  /** Default of {@link #DESERIALIZER_CONFIG}. */
  public static final String DEFAULT_DESERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaDeserializer";

  private WireCodecs() {}

  /**
   * A new codec, for one thread.
   *
   * @param config any configuration; only keys that begin with {@value #PREFIX} are looked at.
   *     Those not named here lose the prefix and go to the serializer and the deserializer: {@code
   *     serde.apicurio.registry.url} becomes their {@code apicurio.registry.url}
   * @throws ConfigException if a value is not allowed, a class is not on the class path, or the
   *     serializer refuses its properties
   */
  public static WireCodec create(Map<String, ?> config) {
    Object format = config.get(FORMAT_CONFIG);
    String chosen = format == null ? SINGLE_OBJECT : format.toString();
    return switch (chosen) {
      case SINGLE_OBJECT -> new SingleObjectCodec();
      case REGISTRY -> RegistryCodec.create(config);
      default ->
          throw new ConfigException(
              FORMAT_CONFIG, chosen, "must be " + SINGLE_OBJECT + " or " + REGISTRY);
    };
  }
}
