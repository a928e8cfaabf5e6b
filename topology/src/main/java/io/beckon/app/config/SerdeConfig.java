package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.LOW;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How records are written and read.
 *
 * @param format the encoding of the contract's topics
 * @param serializer class name, used with {@link SerdeFormat#REGISTRY}
 * @param deserializer class name, used with {@link SerdeFormat#REGISTRY}
 * @param registryUrl address of the schema registry, "" when there is none
 * @param registry further settings of the two classes
 */
public record SerdeConfig(
    SerdeFormat format,
    String serializer,
    String deserializer,
    String registryUrl,
    ClientSettings registry) {

  static final Key<SerdeFormat> FORMAT =
      Key.of(
          "serde.format",
          Types.choice(SerdeFormat.class),
          "single-object",
          HIGH,
          "Encoding of the contract's topics: Avro's single-object encoding, or the wire format of"
              + " Confluent's and Apicurio's schema registries.",
          "Works without a registry. Where there is one, use registry, so that everybody's tools can"
              + " read the topics.");

  static final Key<String> SERIALIZER =
      Key.of(
          "serde.serializer",
          Types.className(),
          "io.apicurio.registry.serde.avro.AvroKafkaSerializer",
          LOW,
          "Class that writes values with serde.format=registry. Confluent's:"
              + " io.confluent.kafka.serializers.KafkaAvroSerializer.",
          "Apicurio's is on Maven Central, writes Confluent's wire format and is in the usual build;"
              + " Confluent's is in the build with the profile confluent.");

  static final Key<String> DESERIALIZER =
      Key.of(
          "serde.deserializer",
          Types.className(),
          "io.apicurio.registry.serde.avro.AvroKafkaDeserializer",
          LOW,
          "Class that reads values with serde.format=registry. Confluent's:"
              + " io.confluent.kafka.serializers.KafkaAvroDeserializer.",
          "As serde.serializer.");

  static final Key<String> REGISTRY_URL =
      Key.of(
          "registry.url",
          Types.url(),
          "",
          HIGH,
          "Address of the schema registry, such as http://registry:8080/apis/registry/v3. It is"
              + " handed to the classes above under the names that Apicurio's and Confluent's know.",
          "There is none until somebody runs one.");

  static final List<Key<?>> KEYS = List.of(FORMAT, SERIALIZER, DESERIALIZER, REGISTRY_URL);

  static SerdeConfig from(Values values) {
    SerdeConfig serde =
        new SerdeConfig(
            values.get(FORMAT),
            values.get(SERIALIZER),
            values.get(DESERIALIZER),
            values.get(REGISTRY_URL),
            values.passedThrough(PassThrough.REGISTRY));
    values.require(
        serde.format != SerdeFormat.REGISTRY || !serde.registryUrl.isEmpty(),
        "the registry's address is missing. Set registry.url, or serde.format=single-object.",
        FORMAT,
        REGISTRY_URL);
    return serde;
  }

  /** What the two classes are configured with. Secrets in the clear: never print them. */
  public Map<String, Object> registryProperties() {
    Map<String, Object> properties = new HashMap<>();
    if (!registryUrl.isEmpty()) {
      properties.put("apicurio.registry.url", registryUrl);
      properties.put("schema.registry.url", registryUrl);
    }
    properties.putAll(registry.values());
    return properties;
  }

  @Override
  public String toString() {
    return "SerdeConfig[format="
        + format
        + ", serializer="
        + serializer
        + ", deserializer="
        + deserializer
        + ", registryUrl="
        + Secrets.shown(REGISTRY_URL.name(), registryUrl)
        + ", registry="
        + registry
        + "]";
  }
}
