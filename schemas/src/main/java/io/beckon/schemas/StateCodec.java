package io.beckon.schemas;

import org.apache.avro.specific.SpecificRecord;

/**
 * The bytes of one type of stored state: Avro's single-object encoding, so that state written by
 * any earlier release can be read. Belongs to one thread at a time.
 *
 * @param <T> a generated class of {@code io.beckon.state}
 */
public final class StateCodec<T extends SpecificRecord> {
  private final SingleObject<T> format;

  private StateCodec(SingleObject<T> format) {
    this.format = format;
  }

  /** A codec for a type, which also reads what earlier releases stored of it. */
  public static <T extends SpecificRecord> StateCodec<T> of(Class<T> type) {
    return of(type, ReleasedSchemas.bundled());
  }

  static <T extends SpecificRecord> StateCodec<T> of(Class<T> type, ReleasedSchemas released) {
    return new StateCodec<>(new SingleObject<>(type, released));
  }

  /**
   * The bytes to store.
   *
   * @throws org.apache.kafka.common.errors.SerializationException if the record breaks its own
   *     schema
   */
  public byte[] encode(T state) {
    return format.encode(state);
  }

  /**
   * The state in stored bytes.
   *
   * @throws UnreadablePayload if they are damaged, or were written by a newer release
   */
  public T decode(byte[] bytes) {
    return format.decode(Framing.requireSingleObject(bytes, null));
  }
}
