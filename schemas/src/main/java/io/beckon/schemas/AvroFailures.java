package io.beckon.schemas;

import io.beckon.schemas.UnreadablePayload.Code;
import java.io.EOFException;
import org.apache.avro.AvroTypeException;

/** Puts what Avro throws while reading into the words of {@link UnreadablePayload}. */
final class AvroFailures {
  private AvroFailures() {}

  /**
   * Why a record could not be read.
   *
   * @param sameSchema whether it was written with the very schema it is read with
   */
  static UnreadablePayload unreadable(Throwable thrown, Class<?> type, boolean sameSchema) {
    if (thrown instanceof EOFException) {
      return new UnreadablePayload(
          Code.TRUNCATED,
          "The bytes end before the %s does: it was cut off or damaged. Produce it again."
              .formatted(type.getSimpleName()));
    }
    if (thrown instanceof AvroTypeException && !sameSchema) {
      return new UnreadablePayload(
          Code.INCOMPATIBLE,
          ("It was written with a schema that this release cannot read as %s. Write it with a schema"
                  + " that is compatible (see the schemas released with this version).")
              .formatted(type.getSimpleName()));
    }
    return new UnreadablePayload(
        Code.CORRUPT,
        "The bytes are no %s although they name its schema (%s). Produce it again."
            .formatted(type.getSimpleName(), thrown.getClass().getSimpleName()));
  }

  /** What is left over after a record says that something else wrote, or damaged, the bytes. */
  static UnreadablePayload trailing(Class<?> type) {
    return new UnreadablePayload(
        Code.TRAILING_BYTES,
        "There are more bytes after the end of the %s: it was damaged, or written by a broken serializer."
                .formatted(type.getSimpleName())
            + " Produce it again.");
  }
}
