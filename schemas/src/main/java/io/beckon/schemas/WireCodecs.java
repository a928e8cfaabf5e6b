package io.beckon.schemas;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Makes the codec that configuration asks for. */
public final class WireCodecs {
  /** {@value #SINGLE_OBJECT} (default) or {@value #REGISTRY}. */
  public static final String FORMAT_CONFIG = "serde.format";

  /** Class of the Kafka serializer that talks to the registry. */
  public static final String SERIALIZER_CONFIG = "serde.serializer";

  /** Class of the Kafka deserializer that talks to the registry. */
  public static final String DESERIALIZER_CONFIG = "serde.deserializer";

  /** What follows this prefix is passed on to the serializer and the deserializer. */
  public static final String REGISTRY_PREFIX = "registry.";

  /** Address of the registry; passed on under the names that Apicurio and Confluent gave it. */
  public static final String URL_CONFIG = REGISTRY_PREFIX + "url";

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

  /** A new codec without a registry, for one thread. */
  public static WireCodec singleObject() {
    return new SingleObjectCodec();
  }

  /**
   * A new codec with a registry, for one thread.
   *
   * @param serializer name of a Kafka serializer's class
   * @param deserializer name of a Kafka deserializer's class
   * @param properties of both, under their own names
   * @throws ConfigException if a class is not on the class path or refuses its properties
   */
  public static WireCodec registry(
      String serializer, String deserializer, Map<String, ?> properties) {
    return RegistryCodec.create(RegistrySettings.of(serializer, deserializer, properties));
  }

  /**
   * A new codec, for one thread.
   *
   * @param config any configuration; only the keys named here are looked at. Keys that begin with
   *     {@value #REGISTRY_PREFIX} lose that and go to the serializer and the deserializer
   * @throws ConfigException if a value is not allowed, a class is not on the class path, or the
   *     serializer refuses its properties
   */
  public static WireCodec create(Map<String, ?> config) {
    Object format = config.get(FORMAT_CONFIG);
    String chosen = format == null ? SINGLE_OBJECT : format.toString();
    return switch (chosen) {
      case SINGLE_OBJECT -> singleObject();
      case REGISTRY -> RegistryCodec.create(RegistrySettings.of(config));
      default ->
          throw new ConfigException(
              FORMAT_CONFIG, chosen, "must be " + SINGLE_OBJECT + " or " + REGISTRY);
    };
  }
}
