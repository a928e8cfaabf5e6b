package io.beckon.streams.state;

/** How a kind of record is written to bytes for the stores. Not safe for several threads. */
interface StateFormat<T> {

  /** The bytes of a record, with what a later reader needs to know of its schema. */
  byte[] encode(T record);

  /**
   * The record in bytes, whichever release wrote them.
   *
   * @throws RuntimeException when they are not such a record, or of a schema nobody knows
   */
  T decode(byte[] bytes);
}
