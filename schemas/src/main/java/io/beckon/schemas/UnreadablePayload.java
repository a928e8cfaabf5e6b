package io.beckon.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * These bytes are not, and will not become, a record that this application can read. Trying again
 * is useless: put the record aside under its {@link #code()}.
 *
 * <p>The message says what is wrong and how to mend it, and holds nothing of the payload. There is
 * no cause for the same reason: messages of underlying errors may quote what they read.
 */
public final class UnreadablePayload extends SerializationException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  UnreadablePayload(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** What is wrong, as a code that keeps its name and meaning. */
  public Code code() {
    return code;
  }

  /** The codes. Their names appear in dead letters and metrics and are never changed. */
  public enum Code {
    /** No bytes where a record is required. */
    EMPTY,
    /** Not written by any serializer of this topic: another framing, JSON, text or noise. */
    NOT_BECKON,
    /** The schema that the record names is known neither here nor in the registry. */
    UNKNOWN_SCHEMA,
    /** Confluent's second wire format: a GUID after magic byte 1, or a schema id in a header. */
    WIRE_V1,
    /** The bytes end before the record does. */
    TRUNCATED,
    /** The record ends before the bytes do. */
    TRAILING_BYTES,
    /** The bytes do not follow the schema that they name. */
    CORRUPT,
    /** A record of another type than this topic holds. */
    WRONG_TYPE,
    /** The schema it was written with cannot be read by this release. */
    INCOMPATIBLE
  }
}
