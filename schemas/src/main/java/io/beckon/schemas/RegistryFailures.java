package io.beckon.schemas;

import io.beckon.schemas.UnreadablePayload.Code;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroTypeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the record's fault from the registry's in what a registry's serdes throw. They share no
 * types, so this goes by what all have: HTTP statuses on exceptions of the clients, Avro's own
 * exceptions, and, where neither is found, whether Avro or somebody else threw it.
 */
final class RegistryFailures {
  private static final int CLIENT_ERROR = 400;
  private static final int NOT_FOUND = 404;

  /** Confluent's code of "Schema not found". */
  private static final int SCHEMA_NOT_FOUND = 40403;

  /** Confluent: {@code getStatus}; Kiota, which Apicurio uses: {@code getResponseStatusCode}. */
  private static final List<String> STATUS_METHODS = List.of("getResponseStatusCode", "getStatus");

  /** Apicurio says what it did not find in front of this; a bare one is about the path. */
  private static final String NOT_FOUND_NAME = "NotFoundException";

  private static final String AVRO = "org.apache.avro.";

  private RegistryFailures() {}

  /** An {@link UnreadablePayload} or a {@link RegistryUnavailable}. */
  static KafkaException whileReading(RuntimeException thrown, byte[] framed, Class<?> type) {
    int schemaId = ByteBuffer.wrap(framed, 1, Integer.BYTES).getInt();
    List<Throwable> chain = chain(thrown);
    Integer status = status(chain);
    if (status != null) {
      return status == NOT_FOUND && isAboutTheSchema(chain)
          ? unknownSchema(schemaId)
          : unavailable(
              "The schema registry answered with status %d when asked for schema id %d. %s"
                  .formatted(status, schemaId, whatToDo(status)),
              thrown);
    }
    for (Throwable link : chain) {
      if (link instanceof AvroTypeException
          || (link instanceof EOFException && isThrownByAvro(link))) {
        return AvroFailures.unreadable(link, type, false);
      }
    }
    if (chain.stream().anyMatch(RegistryFailures::isUnknownClass)) {
      return SingleObject.wrongType("record that has no class here", type);
    }
    if (isNetwork(chain)) {
      return unavailable(
          "The schema registry could not be reached when asked for schema id %d (%s). Check that it"
                  .formatted(schemaId, root(chain).getClass().getSimpleName())
              + " runs and that its address is right; until then this record waits.",
          thrown);
    }
    for (Throwable link : chain) {
      if (isThrownByAvro(link)) {
        return AvroFailures.unreadable(link, type, false);
      }
    }
    return unavailable(
        "The registry's deserializer failed for schema id %d (%s)."
            .formatted(schemaId, root(chain).getClass().getName()),
        thrown);
  }

  /** A {@link RegistryUnavailable}, or that the record breaks its own schema. */
  static KafkaException whileWriting(RuntimeException thrown, Class<?> type, String topic) {
    List<Throwable> chain = chain(thrown);
    Integer status = status(chain);
    if (status != null) {
      return unavailable(
          "The schema registry answered with status %d when asked for the id of %s in %s. %s"
              .formatted(status, type.getSimpleName(), topic, whatToDoForWriting(status)),
          thrown);
    }
    if (!isNetwork(chain) && chain.stream().anyMatch(RegistryFailures::isThrownByAvro)) {
      return new SerializationException(
          "This %s breaks its own schema: %s"
              .formatted(type.getSimpleName(), root(chain).getClass().getSimpleName()));
    }
    return unavailable(
        "The schema registry could not be asked for the id of %s in %s (%s). Check that it runs and"
                .formatted(type.getSimpleName(), topic, root(chain).getClass().getSimpleName())
            + " that its address is right.",
        thrown);
  }

  private static UnreadablePayload unknownSchema(int schemaId) {
    return new UnreadablePayload(
        Code.UNKNOWN_SCHEMA,
        ("The registry does not know schema id %d. Either the producer used another registry, or the"
                + " schema was deleted: register it again, then send the record again.")
            .formatted(schemaId));
  }

  /**
   * Any web server answers 404. A registry also says what it did not find: Confluent by an error
   * code, Apicurio by the name of its error.
   */
  private static boolean isAboutTheSchema(List<Throwable> chain) {
    return chain.stream()
        .anyMatch(
            link ->
                Integer.valueOf(SCHEMA_NOT_FOUND).equals(call(link, "getErrorCode"))
                    || (call(link, "getName") instanceof String name
                        && name.endsWith(NOT_FOUND_NAME)
                        && name.length() > NOT_FOUND_NAME.length()));
  }

  private static RegistryUnavailable unavailable(String message, Throwable cause) {
    return new RegistryUnavailable(message, cause);
  }

  private static String whatToDo(int status) {
    return switch (status) {
      case 401, 403 -> "Check the credentials under registry.* and what they may read.";
      case NOT_FOUND ->
          "That is no answer of a registry: check the path of its address; this record waits.";
      case 429 -> "It asks for fewer requests; this record waits.";
      default -> "See the registry's log; until then this record waits.";
    };
  }

  private static String whatToDoForWriting(int status) {
    return switch (status) {
      case NOT_FOUND ->
          "Register the schema (schemas/src/main/avro), or let the serializer do it (Apicurio:"
              + " registry.apicurio.registry.auto-register=true, Confluent:"
              + " registry.auto.register.schemas=true).";
      case 409 ->
          "The subject holds a schema that this one is not compatible with: see who else writes to"
              + " the topic.";
      default -> whatToDo(status);
    };
  }

  private static List<Throwable> chain(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable link = thrown; link != null && seen.add(link); link = link.getCause()) {
      chain.add(link);
    }
    return chain;
  }

  private static Throwable root(List<Throwable> chain) {
    return chain.get(chain.size() - 1);
  }

  /** What Avro did not throw is the network's: a connection's end is an EOFException too. */
  private static boolean isNetwork(List<Throwable> chain) {
    return chain.stream()
        .anyMatch(
            link ->
                (link instanceof IOException && !isThrownByAvro(link))
                    || link instanceof java.util.concurrent.TimeoutException
                    || link instanceof org.apache.kafka.common.errors.TimeoutException
                    || link instanceof InterruptedException);
  }

  /** Both families say this of a record without a class; Avro refuses classes of others. */
  private static boolean isUnknownClass(Throwable link) {
    return (link instanceof SecurityException && isThrownBy(link, AVRO))
        || String.valueOf(link.getMessage()).startsWith("Could not find class ");
  }

  private static boolean isThrownByAvro(Throwable link) {
    return link.getClass().getName().startsWith(AVRO) || isThrownBy(link, AVRO);
  }

  private static boolean isThrownBy(Throwable link, String code) {
    StackTraceElement[] trace = link.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith(code);
  }

  private static @Nullable Integer status(List<Throwable> chain) {
    for (Throwable link : chain) {
      for (String name : STATUS_METHODS) {
        if (call(link, name) instanceof Integer status && status >= CLIENT_ERROR) {
          return status;
        }
      }
    }
    return null;
  }

  private static @Nullable Object call(Throwable link, String name) {
    try {
      Method method = link.getClass().getMethod(name);
      return method.invoke(link);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
