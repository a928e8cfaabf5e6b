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
    return isOurs(error) ? String.valueOf(error.getMessage()) : error.getClass().getName();
  }

  /** Ours are its own classes, and a plain refusal of an argument that was thrown here. */
  private static boolean isOurs(RuntimeException error) {
    StackTraceElement[] frames = error.getStackTrace();
    return isOurs(error.getClass().getName())
        || (error.getClass() == IllegalArgumentException.class
            && frames.length > 0
            && isOurs(frames[0].getClassName()));
  }

  private static boolean isOurs(String className) {
    return className.startsWith("io.beckon.") && !className.startsWith("io.beckon.contract.");
  }
}
