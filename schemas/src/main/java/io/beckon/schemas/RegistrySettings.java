package io.beckon.schemas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The registry's serializer and deserializer, by class name, with the properties they are given.
 */
record RegistrySettings(
    String serializerClass, String deserializerClass, Map<String, Object> properties) {
  private static final List<String> URL_NAMES =
      List.of("apicurio.registry.url", "schema.registry.url");

  private static final String APICURIO_HEADERS = "apicurio.registry.headers.enabled";
  private static final String APICURIO_SPECIFIC = "apicurio.registry.use-specific-avro-reader";

  /**
   * What Beckon needs of the serdes it knows; configuration may say otherwise. Each reads generated
   * classes, writes the 4-byte id into the payload, and files a schema that is new.
   */
  private static final Map<String, Object> NEEDED =
      Map.of(
          APICURIO_SPECIFIC,
          true,
          "apicurio.registry.auto-register",
          true,
          // One schema with all it holds: Confluent's clients cannot resolve Apicurio's references.
          "apicurio.registry.dereference-schema",
          true,
          APICURIO_HEADERS,
          false,
          "specific.avro.reader",
          true,
          // Without Java's own properties in what other languages read.
          "avro.remove.java.properties",
          true);

  static RegistrySettings of(Map<String, ?> config) {
    Map<String, Object> properties = new HashMap<>();
    Object url = config.get(WireCodecs.URL_CONFIG);
    if (url != null) {
      URL_NAMES.forEach(name -> properties.put(name, url));
    }
    config.forEach(
        (key, value) -> {
          if (key.startsWith(WireCodecs.REGISTRY_PREFIX) && value != null) {
            properties.put(key.substring(WireCodecs.REGISTRY_PREFIX.length()), value);
          }
        });
    return of(
        text(config, WireCodecs.SERIALIZER_CONFIG, WireCodecs.DEFAULT_SERIALIZER),
        text(config, WireCodecs.DESERIALIZER_CONFIG, WireCodecs.DEFAULT_DESERIALIZER),
        properties);
  }

  static RegistrySettings of(String serializer, String deserializer, Map<String, ?> properties) {
    Map<String, Object> all = new HashMap<>(NEEDED);
    all.putAll(properties);
    if (Boolean.parseBoolean(String.valueOf(all.get(APICURIO_HEADERS)))) {
      throw new ConfigException(
          WireCodecs.REGISTRY_PREFIX + APICURIO_HEADERS,
          true,
          "must be false: ids in headers are unreadable for Confluent's clients");
    }
    return new RegistrySettings(serializer, deserializer, Map.copyOf(all));
  }

  @SuppressWarnings("unchecked") // both write and read any record
  Serializer<Object> serializer() {
    Serializer<Object> made =
        (Serializer<Object>)
            instance(WireCodecs.SERIALIZER_CONFIG, serializerClass, Serializer.class);
    configure(WireCodecs.SERIALIZER_CONFIG, made, () -> made.configure(properties, false));
    return made;
  }

  @SuppressWarnings("unchecked") // both write and read any record
  Deserializer<Object> deserializer() {
    Deserializer<Object> made =
        (Deserializer<Object>)
            instance(WireCodecs.DESERIALIZER_CONFIG, deserializerClass, Deserializer.class);
    configure(WireCodecs.DESERIALIZER_CONFIG, made, () -> made.configure(properties, false));
    return made;
  }

  /**
   * The same deserializer for generic records in the schemas they were written with. Null for those
   * of which we do not know that they do nothing but decode: Confluent's may also apply rules that
   * a schema carries, such as decryption.
   */
  @Nullable Deserializer<Object> genericDeserializer() {
    if (!deserializerClass.equals(WireCodecs.DEFAULT_DESERIALIZER)
        || !serializerClass.equals(WireCodecs.DEFAULT_SERIALIZER)) {
      return null;
    }
    Map<String, Object> generic = new HashMap<>(properties);
    generic.put(APICURIO_SPECIFIC, false);
    return new RegistrySettings(serializerClass, deserializerClass, generic).deserializer();
  }

  private static String text(Map<String, ?> config, String key, String otherwise) {
    Object value = config.get(key);
    return value == null || value.toString().isBlank() ? otherwise : value.toString().strip();
  }

  private static <C> C instance(String key, String className, Class<C> kind) {
    try {
      return load(className).asSubclass(kind).getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw new ConfigException(
          key,
          className,
          "is not on the class path. Add its jar, or build with the Maven profile that brings it"
              + " (Confluent's classes: -Pconfluent)");
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw new ConfigException(
          key,
          className,
          "cannot be used as a Kafka %s with a public constructor without arguments (%s)"
              .formatted(kind.getSimpleName(), e));
    }
  }

  private static Class<?> load(String className) throws ClassNotFoundException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return Class.forName(
        className, true, context != null ? context : RegistrySettings.class.getClassLoader());
  }

  private static void configure(String key, AutoCloseable made, Runnable configure) {
    try {
      configure.run();
    } catch (RuntimeException e) {
      ConfigException refused =
          new ConfigException(
              key,
              made.getClass().getName(),
              "refuses its properties (keys that begin with %s): %s"
                  .formatted(WireCodecs.REGISTRY_PREFIX, rootMessage(e)));
      refused.initCause(e);
      throw refused;
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.valueOf(
        root.getMessage() == null ? root.getClass().getName() : root.getMessage());
  }
}
