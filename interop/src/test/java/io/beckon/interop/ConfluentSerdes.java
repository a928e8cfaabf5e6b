package io.beckon.interop;

import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Confluent's own Avro serdes, unmodified. Their jar also holds an older Kafka and Avro; a class
 * loader below this one leaves those aside, since a parent's classes come first.
 */
final class ConfluentSerdes implements AutoCloseable {
  static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
  static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";

  private final URLClassLoader loader;

  ConfluentSerdes() {
    String jar =
        Objects.requireNonNull(
            System.getProperty("beckon.interop.confluent"), "set by the build (mvn verify)");
    try {
      loader =
          new URLClassLoader(
              new URL[] {Path.of(jar).toUri().toURL()}, ConfluentSerdes.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // it writes any record
  Serializer<Object> serializer(Map<String, ?> properties) {
    return within(
        () -> {
          Serializer<Object> made = (Serializer<Object>) instance(SERIALIZER);
          made.configure(properties, false);
          return made;
        });
  }

  @SuppressWarnings("unchecked") // it reads any record
  Deserializer<Object> deserializer(Map<String, ?> properties) {
    return within(
        () -> {
          Deserializer<Object> made = (Deserializer<Object>) instance(DESERIALIZER);
          made.configure(properties, false);
          return made;
        });
  }

  /** Beckon's codec, configured as it is with the profile {@code confluent}. */
  WireCodec codec(Map<String, ?> properties) {
    return within(() -> WireCodecs.registry(SERIALIZER, DESERIALIZER, properties));
  }

  private Object instance(String name) throws ReflectiveOperationException {
    return loader.loadClass(name).getConstructor().newInstance();
  }

  private <T> T within(Making<T> making) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return making.make();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private interface Making<T> {
    T make() throws ReflectiveOperationException;
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
