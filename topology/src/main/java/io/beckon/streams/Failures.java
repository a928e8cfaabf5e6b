package io.beckon.streams;

import io.beckon.engine.flow.load.InvalidRule;
import org.apache.kafka.common.KafkaException;

/** Whose failure it is: a record's, which is put aside, or the platform's, which is not. */
final class Failures {

  private Failures() {}

  /**
   * Is it Kafka's, or the registry's? Then the record is not to blame: the task must stop and try
   * again, never put the record aside.
   */
  static boolean isKafkas(RuntimeException error) {
    return error instanceof KafkaException
        && !(error instanceof org.apache.kafka.common.errors.SerializationException);
  }

  /** A stable code for the reason. */
  static String reason(RuntimeException error) {
    return error instanceof InvalidRule ? "INVALID_RULE" : error.getClass().getSimpleName();
  }

  /**
   * What is wrong; an error that is not ours is named and not quoted, for it may hold contact data.
   */
  static String explain(RuntimeException error) {
    boolean ours =
        error instanceof InvalidRule || error.getClass().getName().startsWith("io.beckon.");
    return ours || error instanceof IllegalArgumentException
        ? String.valueOf(error.getMessage())
        : error.getClass().getName();
  }
}
